import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import type { JourneyEvent } from '../models/contracts/journey.ts';
import type { JourneyClock } from '../models/journeys/clock.ts';
import { nameRehearsal } from '../models/journeys/rehearsal.ts';
import { openSession } from '../platform/duckdb/session.ts';
import { UsageError } from '../platform/errors.ts';
import { readSourceEvents } from '../platform/journeys/read-source-events.ts';
import { type ReplayProgress, replayEvents } from '../platform/journeys/replay-events.ts';
import { type MessageCount, summariseJourneyMessages } from '../platform/postgres/journey-messages.ts';
import { countJourneys } from '../platform/postgres/journeys.ts';
import { openSource } from '../platform/source/open-source.ts';
import { formatCount, formatTable } from './format.ts';
import { type OpenPost, withPost } from './journey-post.ts';
import { withWorker } from './with-worker.ts';

const BAR_WIDTH = 30;
const CLEAR_LINE = '\r\u001b[2K';
const LOOK_MILLIS = 500;
/** Machine time in which the last journeys end once their trials are over. */
const END_MILLIS = 60_000;

interface SimulateOptions {
  source: string;
  speed: string;
  customers: string;
  dataset?: string;
  json?: boolean;
}

/** What a rehearsal came to. */
interface Rehearsal {
  dataset: string;
  events: number;
  journeys: Record<string, number>;
  messages: MessageCount[];
}

/** `crosslift journey simulate`: a rehearsal with the events of a source, faster than they happened. */
export const simulateCommand = new Command('simulate')
  .description(
    "rehearse: tell journeys of their own what a source's last customers did, faster than it happened",
  )
  .requiredOption('--source <dir>', 'directory of raw tables')
  .option('--speed <factor>', 'how many times as fast', '3600')
  .option('--customers <count>', 'the last customers who applied, so many', '50')
  .option('--dataset <name>', 'whose models, settings and playbook are used')
  .option('--json', 'print JSON')
  .action(({ source, speed, customers, dataset, json }: SimulateOptions) =>
    withPost({ dataset }, async (open) => {
      const rehearsal = await rehearse(open, {
        place: source,
        speed: positive('speed', speed),
        customers: positive('customers', customers),
      });
      process.stdout.write(json === true ? `${JSON.stringify(rehearsal)}\n` : describeRehearsal(rehearsal));
    }),
  );

async function rehearse(
  { backend, post: real, timeZone }: OpenPost,
  { place, speed, customers }: { place: string; speed: number; customers: number },
): Promise<Rehearsal> {
  const directory = await openSource(place, backend.config);
  const events = await readEvents({ backend, timeZone }, { directory, customers });
  return withWorker(backend, async () => {
    const startedAt = Date.now();
    const clock: JourneyClock = { epoch: Date.parse(events[0]!.at), startedAt, speed };
    const dataset = nameRehearsal(real.dataset, String(startedAt));
    const onProgress = showProgress(events, process.stderr);
    const post = { ...real, dataset, clock };
    await replayEvents(post, events, { onProgress });
    const journeys = await untilOver(post);
    if (process.stderr.isTTY) process.stderr.write(CLEAR_LINE);
    const messages = await summariseJourneyMessages(post.database, dataset);
    return { dataset, events: events.length, journeys, messages };
  });
}

async function readEvents(
  { backend, timeZone }: Pick<OpenPost, 'backend' | 'timeZone'>,
  request: { directory: string; customers: number },
): Promise<JourneyEvent[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'crosslift-rehearsal-'));
  const session = await openSession({ ...backend.config.duckdb, scratchDir: scratch });
  try {
    const events = await readSourceEvents(session, { ...request, timeZone, scratch });
    if (events.length === 0) throw new UsageError(`${request.directory} has no application to rehearse`);
    return events;
  } finally {
    await session.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Journeys by ending, once the trial of the last customer is over and all have ended, or should have. */
async function untilOver({ database, dataset, clock }: OpenPost['post']): Promise<Record<string, number>> {
  const { rows } = await database.query<{ ends: number }>(
    `select extract(epoch from max(registered_at) + interval '72 hours')::double precision as ends
     from journeys where dataset = $1`,
    [dataset],
  );
  const deadline = clock.startedAt + (rows[0]!.ends * 1000 - clock.epoch) / clock.speed + END_MILLIS;
  for (;;) {
    const counts = await countJourneys(database, dataset);
    if (counts.open === undefined || Date.now() > deadline) return counts;
    await delay(LOOK_MILLIS);
  }
}

function showProgress(
  events: readonly JourneyEvent[],
  stream: NodeJS.WriteStream,
): (progress: ReplayProgress) => void {
  return ({ told, now }) => {
    if (!stream.isTTY) return;
    const filled = Math.round((BAR_WIDTH * told) / events.length);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
    const moment = new Date(now * 1000).toISOString().slice(0, 16).replace('T', ' ');
    stream.write(
      `${CLEAR_LINE}${bar} ${formatCount(told)} of ${formatCount(events.length)} events, ${moment} UTC`,
    );
  };
}

/** What a rehearsal came to, in words. */
export function describeRehearsal({ dataset, events, journeys, messages }: Rehearsal): string {
  const endings = Object.entries(journeys).map(
    ([ending, count]) => `${count} ${ending.replaceAll('_', ' ')}`,
  );
  const table = formatTable(
    [
      ['action', 'messages', 'what became of them'],
      ...messages.map(({ action, state, drop_reason, count }) => [
        action,
        formatCount(count),
        drop_reason === null ? state.replaceAll('_', ' ') : `dropped: ${drop_reason}`,
      ]),
    ],
    [1],
  );
  return `${formatCount(events)} events told; journeys: ${endings.join(', ')}\n\n${table}\n\nkept as ${dataset} (crosslift journey list --dataset '${dataset}')\n`;
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0)
    throw new UsageError(`invalid ${name}: ${text} (expected a positive number)`);
  return value;
}
