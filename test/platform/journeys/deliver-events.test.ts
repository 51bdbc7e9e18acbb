import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { closeJourney } from '../../../activities/journeys/close-journey.ts';
import type { JourneyEvent, TrialJourneyWorkflow } from '../../../models/contracts/journey.ts';
import { REAL_TIME } from '../../../models/journeys/clock.ts';
import { deliverEvents, type JourneyPost } from '../../../platform/journeys/deliver-events.ts';
import { journeyOf, workflowIdOf } from '../../../platform/journeys/journey-id.ts';
import { replayEvents } from '../../../platform/journeys/replay-events.ts';
import { findJourneyKey, listJourneys } from '../../../platform/postgres/journeys.ts';
import { JOURNEY } from '../../../workflows/steps.ts';
import { PLAN } from '../../models/journeys/sketch-journey.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';
import { startWorkflowServer, type WorkflowServer } from '../../workflows/start-workflow-server.ts';
import { StubActivities } from '../../workflows/stub-activities.ts';

let postgres: TestPostgres;
let server: WorkflowServer;
let post: JourneyPost;
beforeAll(async () => {
  [postgres, server] = await Promise.all([startTestPostgres(), startWorkflowServer()]);
  const { database } = postgres;
  post = {
    ...{ database, client: server.environment.client, dataset: 'lounge', clock: REAL_TIME },
    workflow: JOURNEY,
  };
  server.use(
    new StubActivities(
      {},
      {
        openJourney: async ({ registeredAt }) => ({ ...PLAN, registeredAt }),
        decideMessage: async () => ({ state: 'sent', about: '' }),
        closeJourney: (end) => closeJourney({ database } as never)(end),
      },
    ),
  );
});
afterAll(async () => {
  await server?.stop();
  await postgres?.stop();
});
let customer = '';
let number = 0;
beforeEach(() => {
  number += 1;
  customer = `U${number}`;
});

// The journey of each test goes by the machine's clock: its trial began an hour ago.
const MINUTE = 60_000;
const START = Date.now();
const event = (kind: JourneyEvent['kind'], id: string, minutesAgo: number, change = {}): JourneyEvent => ({
  ...{ id, kind, customer, at: new Date(START - minutesAgo * MINUTE).toISOString() },
  ...(kind.startsWith('check') && { site: '1' }),
  ...change,
});
const handleOf = async () =>
  post.client.workflow.getHandle<TrialJourneyWorkflow>(
    workflowIdOf(journeyOf(await findJourneyKey(post.database, 'lounge'), customer)),
  );
const rowOf = async () => (await listJourneys(post.database, { customer, limit: 5 }))[0];

it('begins a journey with its application, tells it what follows, and knows when it is over', async () => {
  expect(await deliverEvents(post, [event('registered', 'r', 60, { consent: 'given' })])).toEqual([
    'started',
  ]);
  expect(await deliverEvents(post, [event('registered', 'r', 60)])).toEqual(['started']);
  expect(await rowOf()).toMatchObject({ state: 'open', consent: 'given', clock: REAL_TIME });
  const day = [event('check-in', 'a', 30), event('check-in', 'a', 30), event('check-out', 'b', 20)];
  expect(await deliverEvents(post, day)).toEqual(['told', 'told', 'told']);
  expect(await deliverEvents(post, [event('paid', 'p', 10)])).toEqual(['told']);
  const result = await (await handleOf()).result();
  expect(result).toMatchObject({ ending: 'paid', oddities: { duplicate: 1 } });
  expect(await rowOf()).toMatchObject({ state: 'closed', ending: 'paid' });
  expect(await deliverEvents(post, [event('check-in', 'c', 5)])).toEqual(['over']);
});

it('names a journey for the Temporal UI, and starts none anew that somebody ended there', async () => {
  const [started, told] = await deliverEvents(post, [
    event('registered', 'r', 60),
    event('check-in', 'a', 30),
  ]);
  expect([started, told]).toEqual(['started', 'told']);
  const handle = await handleOf();
  expect((await handle.describe()).searchAttributes).toMatchObject({ CrossliftPipeline: ['trial-journey'] });
  await handle.terminate();
  expect(await deliverEvents(post, [event('check-in', 'b', 20)])).toEqual(['over']);
});

it('writes a payment down before it tells, also when the journey is over', async () => {
  await deliverEvents(post, [event('registered', 'r', 60), event('opted-out', 'o', 50)]);
  await (await handleOf()).result();
  expect(await deliverEvents(post, [event('paid', 'p', 10)])).toEqual(['over']);
  expect((await rowOf())?.paid_at).toBe(Math.floor((START - 10 * MINUTE) / 1000));
});

it('starts nothing for who is not registered', async () => {
  expect(await deliverEvents(post, [event('check-in', 'a', 10)])).toEqual(['unregistered']);
  expect(await rowOf()).toBeUndefined();
  await expect((await handleOf()).describe()).rejects.toThrow('not found');
});

it('replays events when the clock comes to them', async () => {
  const clock = { epoch: START - 60 * MINUTE, startedAt: Date.now(), speed: 3_600 };
  const seen: number[] = [];
  const answers = await replayEvents(
    { ...post, clock, dataset: 'lounge~1' },
    [event('registered', 'r', 60), event('check-in', 'a', 50), event('paid', 'p', 30)],
    { onProgress: ({ told, now }) => seen.push(told, now) },
  );
  expect(answers).toEqual(['started', 'told', 'told']);
  // Half an hour of events had to pass before the last of them.
  expect(seen.at(-2)).toBe(3);
  expect(seen.at(-1)).toBeGreaterThanOrEqual((START - 30 * MINUTE) / 1000 - 1);
});
