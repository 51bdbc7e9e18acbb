import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { Command, Option } from 'commander';
import { JourneyEvent } from '../models/contracts/journey.ts';
import { JOURNEY_SIGNALS, type JourneySignal } from '../models/journeys/signals.ts';
import { openSession } from '../platform/duckdb/session.ts';
import { UsageError } from '../platform/errors.ts';
import { tellLetters } from '../platform/journeys/accept-events.ts';
import { countDeliveries, type Delivery, deliverEvents } from '../platform/journeys/deliver-events.ts';
import { journeyOf, workflowIdOf } from '../platform/journeys/journey-id.ts';
import { listOpenTrials, type OpenTrialTables } from '../platform/journeys/list-open-trials.ts';
import { listLetters } from '../platform/postgres/event-letters.ts';
import { findArtifact } from '../platform/postgres/find-artifact.ts';
import { findJourneyKey, listJourneys } from '../platform/postgres/journeys.ts';
import { DirectoryStore } from '../platform/store/directory-store.ts';
import { describeJourneys } from './describe-journeys.ts';
import { describeLetters } from './describe-letters.ts';
import { type OpenPost, parseMoment, withPost } from './journey-post.ts';
import { simulateCommand } from './journey-simulate.ts';
import { openBackend } from './open-backend.ts';

const SHOWN_JOURNEYS = 20;

interface StartOptions {
  dataset?: string;
  customer?: string;
  registeredAt?: string;
  consent: NonNullable<JourneyEvent['consent']>;
  json?: boolean;
}

const startJourneysCommand = new Command('start')
  .description(
    "begin the journey of a customer, or of every trial that is open now in the dataset's newest run",
  )
  .option('--customer <id>', 'one customer, as the company knows them')
  .option('--registered-at <moment>', 'when the customer applied (default: now)')
  .addOption(
    new Option('--consent <word>', 'what the customer said about advertising')
      .choices(['given', 'refused', 'unknown'])
      .default('unknown'),
  )
  .option('--dataset <name>', 'name under which results are kept')
  .option('--json', 'print JSON')
  .action((options: StartOptions) =>
    withPost(options, async (open) => {
      const events =
        options.customer === undefined ? await findOpenTrials(open) : [toApplication(options, open)];
      report(await deliverEvents(open.post, events), options.json);
    }),
  );

interface SignalOptions {
  dataset?: string;
  customer: string;
  at?: string;
  site?: string;
  id?: string;
  json?: boolean;
}

const signalCommand = new Command('signal')
  .description('tell a journey what its customer did')
  .argument('<event>', JOURNEY_SIGNALS.join(', '))
  .requiredOption('--customer <id>', 'as the company knows them')
  .option('--at <moment>', 'when it happened (default: now)')
  .option('--site <id>', 'of a check-in and a check-out')
  .option('--id <id>', 'of the event: told again under it, it counts once (default: a new one)')
  .option('--dataset <name>', 'name under which results are kept')
  .option('--json', 'print JSON')
  .action((kind: string, { json, dataset, ...told }: SignalOptions) =>
    withPost({ dataset }, async ({ post, timeZone }) => {
      const at = told.at === undefined ? new Date().toISOString() : parseMoment(told.at, timeZone);
      const event = parseEvent({ id: randomUUID(), ...told, kind: kind as JourneySignal, at });
      const answers = await deliverEvents(post, [event]);
      if (answers[0] === 'unregistered')
        throw new UsageError(
          `no journey of ${told.customer} in ${post.dataset} (crosslift journey start --customer ${told.customer} begins it)`,
        );
      report(answers, json);
    }),
  );

interface ListOptions {
  dataset?: string;
  customer?: string;
  limit: string;
  json?: boolean;
}

const listCommand = new Command('list')
  .description('show journeys, the newest first, and what became of their messages')
  .option('--dataset <name>', 'of this dataset only')
  .option('--customer <id>', 'of this customer only, with the address of the story in the Temporal UI')
  .option('--limit <count>', 'so many at most', String(SHOWN_JOURNEYS))
  .option('--json', 'print JSON')
  .action(async ({ dataset, customer, limit, json }: ListOptions) => {
    const shown = parseLimit(limit);
    const backend = await openBackend('journey');
    try {
      const { database, temporalUiUrl, config } = backend;
      const journeys = await listJourneys(database, { dataset, customer, limit: shown });
      process.stdout.write(
        json === true ? `${JSON.stringify(journeys, null, 2)}\n` : describeJourneys(journeys),
      );
      if (customer === undefined || json === true || temporalUiUrl === undefined) return;
      for (const row of journeys) {
        const id = workflowIdOf(journeyOf(await findJourneyKey(database, row.dataset), customer));
        process.stdout.write(
          `${temporalUiUrl}/namespaces/${config.temporal.namespace}/workflows/${encodeURIComponent(id)}\n`,
        );
      }
    } finally {
      await backend.close();
    }
  });

interface LettersOptions {
  dataset?: string;
  tell?: boolean;
  limit: string;
  json?: boolean;
}

const lettersCommand = new Command('letters')
  .description('show events that reached no journey and are kept, the oldest first')
  .option('--tell', 'tell those of customers who have registered since')
  .option('--dataset <name>', 'of this dataset')
  .option('--limit <count>', 'so many at most', String(SHOWN_JOURNEYS))
  .option('--json', 'print JSON')
  .action(({ dataset, tell, limit, json }: LettersOptions) =>
    withPost({ dataset }, async ({ post }) => {
      if (tell === true) {
        const told = await tellLetters(post);
        process.stdout.write(json === true ? `${JSON.stringify({ told })}\n` : `${told} letters told\n`);
        return;
      }
      const letters = await listLetters(post.database, post.dataset, { limit: parseLimit(limit) });
      process.stdout.write(
        json === true ? `${JSON.stringify(letters, null, 2)}\n` : describeLetters(letters),
      );
    }),
  );

/** `crosslift journey`: what goes along with each open trial. */
export const journeyCommand = new Command('journey')
  .description('accompany open trials: the right message at 3 h, 15 h and on the last day')
  .addCommand(startJourneysCommand)
  .addCommand(signalCommand)
  .addCommand(listCommand)
  .addCommand(lettersCommand)
  .addCommand(simulateCommand);

function parseLimit(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new UsageError(`invalid limit: ${text} (expected a positive integer)`);
  return Number(text);
}

function toApplication(
  { customer, registeredAt, consent }: StartOptions,
  { timeZone }: OpenPost,
): JourneyEvent {
  const at = registeredAt === undefined ? new Date().toISOString() : parseMoment(registeredAt, timeZone);
  return parseEvent({ id: `application ${at}`, kind: 'registered', customer, at, consent });
}

/** What the newest run knows of trials that are open now. */
async function findOpenTrials({ backend, post, timeZone }: OpenPost): Promise<JourneyEvent[]> {
  const { database, config } = backend;
  const store = new DirectoryStore(config.storeDir);
  const find = async (step: string, name: keyof OpenTrialTables) => {
    const artifact = await findArtifact(database, {
      ...{ dataset: post.dataset, pipeline: 'trial-conversion', step, name },
    });
    if (artifact === undefined)
      throw new UsageError(
        `no run of trial-conversion knows the trials of ${post.dataset} (crosslift run trial-conversion makes one; --customer begins one journey)`,
      );
    return store.locate(artifact);
  };
  const tables = {
    registrants: await find('build-tables', 'registrants'),
    contacts: await find('build-tables', 'contacts'),
    trial_access_log: await find('ingest-source', 'trial_access_log'),
  };
  const session = await openSession({ ...config.duckdb, scratchDir: tmpdir() });
  try {
    return await listOpenTrials(session, tables, { now: Date.now() / 1000, timeZone });
  } finally {
    await session.close();
  }
}

/** @throws UsageError that lists what is wrong with an event */
function parseEvent(given: Record<string, unknown>): JourneyEvent {
  const parsed = JourneyEvent.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new UsageError(`no such event: ${problems.join('; ')}`);
}

function report(answers: readonly Delivery[], json: boolean | undefined): void {
  const counts = countDeliveries(answers);
  if (json === true) process.stdout.write(`${JSON.stringify(counts)}\n`);
  else
    process.stdout.write(
      `${counts.started} journeys begun or under way, ${counts.told} events told, ${counts.over} after the end, ${counts.unregistered} of nobody registered\n`,
    );
}
