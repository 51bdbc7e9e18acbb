import { beforeEach, expect, it } from 'vitest';
import { JourneyEvent } from '../../../models/contracts/journey.ts';
import { REAL_TIME } from '../../../models/journeys/clock.ts';
import { acceptEvents, tellLetters } from '../../../platform/journeys/accept-events.ts';
import { deliverEvents } from '../../../platform/journeys/deliver-events.ts';
import { listLetters } from '../../../platform/postgres/event-letters.ts';
import { JOURNEY } from '../../../workflows/steps.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';
import { listenToClient } from './listening-client.ts';

const database = await openTestDatabase();
beforeEach(() => database.query('truncate journeys, event_letters cascade'));

const [APPLIED, LATER] = ['2021-12-06T00:00:00Z', '2021-12-06T01:00:00Z'];
const registered = (customer: string) => ({ id: 'r', kind: 'registered', customer, at: APPLIED });
const entered = (customer: string, id = 'i') => ({
  ...{ id, kind: 'check-in', customer, at: LATER, site: '1' },
});
const letters = () => listLetters(database, 'lounge', { limit: 9 });

function open() {
  const { asked, client } = listenToClient();
  return { asked, post: { database, client, dataset: 'lounge', clock: REAL_TIME, workflow: JOURNEY } };
}

it('tells journeys, and counts what became of a batch', async () => {
  const { asked, post } = open();
  expect(await acceptEvents(post, [registered('U1'), entered('U1')])).toEqual({
    ...{ started: 1, told: 1, over: 0, unregistered: 0, malformed: 0, told_late: 0 },
  });
  expect(asked).toEqual([
    'start trialJourney crosslift-journey',
    'tell trialJourney crosslift-journey check-in',
  ]);
  expect(await letters()).toEqual([]);
});

it('keeps what is no event once, however often it comes, and tells it to nobody', async () => {
  const { asked, post } = open();
  const { site: _, ...nowhere } = entered('U1');
  expect(await acceptEvents(post, [nowhere, 7])).toMatchObject({ malformed: 2, told: 0 });
  await acceptEvents(post, [nowhere]);
  expect((await letters()).map(({ reason, problem, times }) => [reason, problem, times]).sort()).toEqual([
    ['malformed', ': Invalid input: expected object, received number', 1],
    ['malformed', 'site: belongs to check-in and check-out', 2],
  ]);
  expect(await tellLetters(post)).toBe(0);
  expect(asked).toEqual([]);
});

it('keeps an event of nobody registered, and tells it when the registration comes', async () => {
  const { asked, post } = open();
  expect(await acceptEvents(post, [entered('U1'), entered('U1', 'i2'), entered('U2')])).toMatchObject({
    ...{ unregistered: 3, told: 0 },
  });
  expect(asked).toEqual([]);
  expect(await acceptEvents(post, [registered('U1')])).toMatchObject({ started: 1, told_late: 2 });
  expect(asked).toEqual([
    'start trialJourney crosslift-journey',
    'tell trialJourney crosslift-journey check-in',
    'tell trialJourney crosslift-journey check-in',
  ]);
  expect(await letters()).toMatchObject([{ customer: 'U2', reason: 'unregistered', event: entered('U2') }]);
});

it('knows of a payment that came before the registration before the journey begins', async () => {
  let known: unknown;
  const listening = listenToClient(async () => {
    known ??= (await database.query('select paid_at is not null as is_paid from journeys')).rows;
  });
  const post = { ...open().post, client: listening.client };
  await acceptEvents(post, [{ id: 'p', kind: 'paid', customer: 'U1', at: LATER }]);
  await acceptEvents(post, [registered('U1')]);
  expect(known).toEqual([{ is_paid: true }]);
});

it('tells by hand what is kept of customers who have registered by another way', async () => {
  const { asked, post } = open();
  await acceptEvents(post, [entered('U1')]);
  expect(await tellLetters(post)).toBe(0);
  await deliverEvents(post, [JourneyEvent.parse(registered('U1'))]);
  expect(await tellLetters(post)).toBe(1);
  expect(await tellLetters(post)).toBe(0);
  expect(await letters()).toEqual([]);
  expect(asked).toHaveLength(2);
});
