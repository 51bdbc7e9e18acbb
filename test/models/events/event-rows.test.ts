import { expect, it } from 'vitest';
import { listEventFeatures, takeEventRows } from '../../../models/events/event-rows.ts';
import { AFFILIATES, plantEvents } from './planted-events.ts';

const namesOf = (features: Parameters<typeof listEventFeatures>[0]) =>
  listEventFeatures(features, AFFILIATES).map(({ name }) => name);

it('has the specification’s 25 inputs for 14 affiliates', () => {
  const fourteen = Array.from({ length: 14 }, (_, place) => `A${place}`);
  expect(listEventFeatures('full', fourteen)).toHaveLength(25);
  expect(listEventFeatures('label', fourteen)).toHaveLength(13);
  expect(listEventFeatures('counts', fourteen)).toHaveLength(14);
});

it('lets counts of later runs in nowhere but in the demonstration', () => {
  for (const features of ['counts', 'label', 'full'] as const) {
    expect(namesOf(features).filter((name) => name.startsWith('broadcast'))).toEqual([]);
  }
  expect(namesOf('broadcast').filter((name) => name.startsWith('visits'))).toEqual([]);
});

it('takes rows in the order asked for', () => {
  const events = plantEvents(5, 1);
  const taken = takeEventRows(events, [3, 1]);
  expect(taken.customers).toEqual([events.customers[3], events.customers[1]]);
  expect([...taken.latest]).toEqual([events.latest[3], events.latest[1]]);
  expect(taken.table.categories.home_zone).toEqual(
    [3, 1].map((row) => events.table.categories.home_zone![row]),
  );
  expect([...taken.next.values.slice(0, 5)]).toEqual([...events.next.values.slice(15, 20)]);
});
