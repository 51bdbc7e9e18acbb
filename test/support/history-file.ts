import { readFileSync, writeFileSync } from 'node:fs';
import proto from '@temporalio/proto';
import { type DagName, isExperiment, STEPS } from '../../workflows/steps.ts';

/**
 * Whose runs may be under way when the code changes. An experiment publishes nothing and takes minutes: it is started anew
 * rather than carried over an upgrade.
 */
export const RECORDED = (Object.keys(STEPS) as DagName[]).filter((dag) => !isExperiment(dag));

/** The recorded journey of one trial, from the root of the project. */
export const JOURNEY_HISTORY = 'test/histories/trial-journey.json';

/** The recorded run that waits for a person, as the first version of parking left it: before anybody was told. */
export const PARKED_HISTORY = 'test/histories/parked-run.json';

/** The recorded night of both pipelines. */
export const NIGHT_HISTORY = 'test/histories/nightly.json';

const { History } = proto.temporal.api.history.v1;
type History = proto.temporal.api.history.v1.IHistory;

/** Parts of a history that name a machine and that no replay looks at. */
const NAMES_A_MACHINE = new Set([
  'identity',
  'stickyAttributes',
  'binaryChecksum',
  'workerVersion',
  'stackTrace',
]);

/**
 * Keep a run's history as JSON, without the machine that it was recorded on. Enumerations and bytes as text;
 * the SDK's own `historyToJSON` fails where npm installs protobufjs twice.
 */
export function writeHistory(path: string, history: History): void {
  const json = History.toObject(History.fromObject(history), { enums: String, longs: String, bytes: String });
  writeFileSync(path, `${JSON.stringify(scrubHistory(json), null, 1)}\n`);
}

/** Read what `writeHistory` wrote, ready for a replay. */
export function readHistory(path: string): History {
  return History.fromObject(JSON.parse(readFileSync(path, 'utf8')));
}

function scrubHistory(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(scrubHistory);
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value)
    .filter(([name]) => !NAMES_A_MACHINE.has(name))
    .map(([name, field]) => [name, isSticky(name, field) ? undefined : scrubHistory(field)]);
  return Object.fromEntries(fields);
}

/** A worker's own queue carries its host and process in its name. */
function isSticky(name: string, field: unknown): boolean {
  return name === 'taskQueue' && JSON.stringify(field).includes('TASK_QUEUE_KIND_STICKY');
}
