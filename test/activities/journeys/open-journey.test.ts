import { expect, it } from 'vitest';
import { openJourney } from '../../../activities/journeys/open-journey.ts';
import { fromWallClock } from '../../../models/journeys/zone-time.ts';
import type { Database } from '../../../platform/postgres/database.ts';
import { createServices } from '../../support/step-harness.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { configure, DATASET } from './journey-fixture.ts';

/** In Seoul: 48 h later it is 22:30. */
const registeredAt = fromWallClock('2021-12-06 22:30:00', 'Asia/Seoul');
const SCOPE = { dataset: DATASET, journey: 'a'.repeat(32) };

/** A database that knows this journey, or none, and what it was told to change. */
function stubDatabase(known: { registered_at: number } | undefined) {
  const updates: unknown[] = [];
  const query = async (text: string, values: unknown[]) => {
    if (text.startsWith('update')) updates.push(values);
    return { rows: known !== undefined && text.includes('from journeys') ? [known] : [] };
  };
  return { database: { query } as unknown as Database, updates };
}

it('plans each timed action of the playbook, and the last day before the quiet hours', async () => {
  const directory = makeTemporaryDirectory();
  const { database, updates } = stubDatabase({ registered_at: registeredAt });
  const settings = { quietHours: { from: '21:00', to: '08:00' } };
  const services = await configure(createServices(directory, database), directory, settings);
  const plan = await openJourney(services)({ ...SCOPE, registeredAt });
  expect(plan).toMatchObject({ registeredAt, sites: [] });
  expect(plan.marks.map(({ action, point, dueAt }) => [action, point, dueAt])).toEqual([
    ['C2', 'first_visit', null],
    ['C3a', 'stay_3h', null],
    ['C3b', 'stay_15h', null],
    ['C4', 'last_day', fromWallClock('2021-12-08 20:59:00', 'Asia/Seoul')],
  ]);
  expect(updates).toEqual([]);
});

it('writes down another application', async () => {
  const { database, updates } = stubDatabase({ registered_at: registeredAt - 3600 });
  await openJourney(createServices(makeTemporaryDirectory(), database))({ ...SCOPE, registeredAt });
  expect(updates).toEqual([[SCOPE.dataset, SCOPE.journey, registeredAt]]);
});

it('refuses a journey that nobody registered, once and for all', async () => {
  const { database } = stubDatabase(undefined);
  const open = openJourney(createServices(makeTemporaryDirectory(), database));
  await expect(open({ ...SCOPE, registeredAt })).rejects.toMatchObject({
    nonRetryable: true,
    type: 'UsageError',
    message: expect.stringContaining('crosslift journey start'),
  });
});
