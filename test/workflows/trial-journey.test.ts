import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  JourneyEnd,
  JourneyInput,
  MessageRequest,
  TrialJourneyWorkflow,
} from '../../models/contracts/journey.ts';
import type { JourneySignal } from '../../models/journeys/signals.ts';
import { JOURNEY } from '../../workflows/steps.ts';
import { APPLIED, hour, PLAN } from '../models/journeys/sketch-journey.ts';
import { killIfAlive, startScript, until } from '../platform/processes/process-helpers.ts';
import { startWorkflowServer, type WorkflowServer } from './start-workflow-server.ts';
import { StubActivities } from './stub-activities.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
});
afterAll(() => server?.stop());

/** What a journey asked of its activities. */
interface Heard {
  requests: MessageRequest[];
  ends: JourneyEnd[];
  opened: number;
}

/** A journey in which an hour passes in so many milliseconds, and what it asked for. */
async function begin({
  hourMillis,
  sinceHours = 0,
  taskQueue = JOURNEY.taskQueue,
  decide = async () => ({ state: 'sent' as const, about: '15% extra' }),
}: {
  hourMillis: number;
  /** Hours after the application at which it begins. */
  sinceHours?: number;
  taskQueue?: string;
  decide?: (request: MessageRequest) => Promise<{ state: 'sent' | 'held_out'; about: string }>;
}) {
  const heard: Heard = { requests: [], ends: [], opened: 0 };
  server.use(
    new StubActivities(
      {},
      {
        openJourney: async ({ registeredAt }) => {
          heard.opened += 1;
          return { ...PLAN, registeredAt };
        },
        decideMessage: async (request) => {
          heard.requests.push(request);
          return decide(request);
        },
        closeJourney: async (end) => void heard.ends.push(end),
      },
    ),
  );
  const journey = randomUUID().replaceAll('-', '');
  const clock = {
    epoch: hour(sinceHours) * 1000,
    startedAt: Date.now(),
    speed: 3_600_000 / hourMillis,
  };
  const handle = await server.environment.client.workflow.start<TrialJourneyWorkflow>(JOURNEY.type, {
    workflowId: `trial-journey/${journey}`,
    taskQueue,
    workflowTaskTimeout: '2 seconds',
    args: [{ dataset: 'shop', journey, registeredAt: APPLIED, clock } satisfies JourneyInput],
  });
  const tell = (signal: JourneySignal, id: string, hours: number, site?: string) =>
    handle.signal(signal, { id, at: hour(hours), ...(site !== undefined && { site }) });
  return { handle, tell, heard, journey };
}
const actionsOf = ({ requests }: Heard) => requests.map(({ action }) => action);

describe('a journey', () => {
  it('decides on each message at its moment, once, and ends with the trial', async () => {
    // The customer has been inside since 1 h; everything is told at once, late and twice.
    const { handle, tell, heard, journey } = await begin({ hourMillis: 60, sinceHours: 3.9 });
    await tell('check-in', 'a', 1, '1');
    await tell('check-in', 'a', 1, '1');
    const result = await handle.result();
    expect(result).toMatchObject({ ending: 'trial_over', oddities: { duplicate: 1 } });
    expect(result.messages.map(({ action, state }) => [action, state])).toEqual([
      ['C2', 'sent'],
      ['C3a', 'sent'],
      ['C4', 'sent'],
    ]);
    expect(actionsOf(heard)).toEqual(['C2', 'C3a', 'C4']);
    for (const { dueAt, now } of heard.requests) expect(now).toBeGreaterThanOrEqual(dueAt);
    expect(heard.requests[1]).toMatchObject({
      ...{ dataset: 'shop', journey, point: 'stay_3h', decidedAt: hour(4), lateness: null },
      door: [{ at: hour(1), site: '1', isIn: true }],
      applications: [APPLIED],
    });
    expect(heard.ends).toMatchObject([{ dataset: 'shop', journey, ending: 'trial_over' }]);
    expect(heard.opened).toBe(1);
  });

  it('sends nothing after a payment, and ends with it', async () => {
    const { handle, tell, heard } = await begin({ hourMillis: 60_000, sinceHours: 2 });
    await tell('check-in', 'a', 1, '1');
    await tell('paid', 'b', 2);
    expect(await handle.result()).toMatchObject({ ending: 'paid' });
    expect(actionsOf(heard)).not.toContain('C3a');
  });

  it('ends with an opt-out', async () => {
    const { handle, tell } = await begin({ hourMillis: 60_000, sinceHours: 2 });
    await tell('opted-out', 'b', 2);
    expect(await handle.result()).toMatchObject({ ending: 'opted_out', messages: [] });
  });

  it('decides on a message whose worker was killed while it was asked, as soon as there is another', async () => {
    const taskQueue = 'journeys-of-the-dead';
    const { handle, tell, heard } = await begin({ hourMillis: 60_000, sinceHours: 2, taskQueue });
    await tell('check-in', 'a', 1, '1');
    const { address } = server.environment;
    const { child, firstLine } = await startScript(
      new URL('hanging-worker.ts', import.meta.url),
      ...[address, taskQueue],
    );
    killIfAlive(child.pid!);
    expect(firstLine).toBe('asked');
    expect(heard.requests).toEqual([]);

    await server.poll(taskQueue);
    await until('the message is decided on', () => heard.requests.length > 0);
    await tell('paid', 'b', 2);
    expect(await handle.result()).toMatchObject({
      ending: 'paid',
      messages: [{ action: 'C2', state: 'sent' }],
    });
  }, 60_000);

  it('survives what is no event, and a message that cannot be decided on', async () => {
    const { handle, heard } = await begin({
      hourMillis: 60,
      sinceHours: 47,
      decide: async () => {
        throw ApplicationFailure.nonRetryable('the playbook is not usable', 'UsageError');
      },
    });
    await handle.signal('check-in', 'nonsense');
    const result = await handle.result();
    expect(result).toMatchObject({ ending: 'trial_over', oddities: { malformed: 1 } });
    expect(result.messages).toMatchObject([
      { action: 'C4', state: 'failed', about: 'the playbook is not usable' },
    ]);
    expect(heard.requests).toHaveLength(1);
  });

  it('decides on what an outage has kept past the end, so that it is counted', async () => {
    const { handle, heard } = await begin({ hourMillis: 60_000, sinceHours: 73 });
    expect(await handle.result()).toMatchObject({ ending: 'trial_over' });
    expect(heard.requests).toMatchObject([{ action: 'C4', lateness: null }]);
    expect(heard.requests[0]!.now).toBeGreaterThan(hour(72));
  });

  it('plans anew for a later application', async () => {
    const { handle, tell, heard } = await begin({ hourMillis: 60_000, sinceHours: 5 });
    await tell('registered', 'a', 4);
    await tell('paid', 'b', 5);
    await handle.result();
    expect(heard.opened).toBe(2);
  });

  it('goes on under a new history when the old one is long, with all that it knows', async () => {
    const { handle, tell, heard } = await begin({ hourMillis: 600_000, sinceHours: 2 });
    await tell('check-in', 'e', 0, '1');
    // The task that ends a history is done again when a signal overtakes it: what has been decided on by then is not.
    await until('the message is decided on', () => heard.requests.length > 0);
    for (let place = 0; place < 600; place += 30) {
      const told = Array.from({ length: 30 }, (_, more) =>
        tell('check-in', `e${place + more}`, place / 600, '1'),
      );
      await Promise.all(told);
    }
    const runOf = async () => (await handle.describe()).runId;
    await until('another history has begun', async () => (await runOf()) !== handle.firstExecutionRunId);
    await tell('paid', 'p', 2);
    const result = await handle.result();
    expect(result.ending).toBe('paid');
    expect(actionsOf(heard)).toEqual(['C2']);
    expect(result.messages).toHaveLength(1);
    const { raw } = await handle.describe();
    expect(Number(raw.workflowExecutionInfo?.historyLength)).toBeLessThan(1_000);
    expect(heard.opened).toBe(1);
  });
});
