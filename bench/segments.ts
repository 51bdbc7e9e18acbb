// Segments of a source: the table over k, how well planted personas are found (where the source has its truth beside it),
// who moves with one more day of data, and the time to assign a million customers.
// Usage: node --import tsx bench/segments.ts SOURCE [first day after the data, default 2022-01-01]
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '../models/days.ts';
import { takeRows } from '../models/matrix.ts';
import { computeAdjustedRandIndex } from '../models/metrics/adjusted-rand-index.ts';
import { createRandom } from '../models/random.ts';
import { assignPoints } from '../models/segments/assign-points.ts';
import { assignSegments } from '../models/segments/assign-segments.ts';
import { compareSegments } from '../models/segments/compare-segments.ts';
import type { CustomerActivity } from '../models/segments/customer-activity.ts';
import { fitSegmentation, listActiveCustomers } from '../models/segments/fit-segmentation.ts';
import { Scaling, scaleInputs } from '../models/segments/input-scaler.ts';
import { refitSegmentation } from '../models/segments/refit-segmentation.ts';
import { buildSegmentInputs } from '../models/segments/segment-inputs.ts';
import { centroidsOf, type Segmentation } from '../models/segments/segmentation.ts';
import { tabulateSegmentCounts } from '../models/segments/tabulate-segment-counts.ts';
import type { DuckDBSession } from '../platform/duckdb/session.ts';
import { openEvents, readActivity } from './affiliate-events.ts';

const MILLION = 1_000_000;

async function readPersonas(session: DuckDBSession, source: string): Promise<Map<string, string> | null> {
  const path = join(source, 'truth', 'customers.parquet');
  if (!existsSync(path)) return null;
  const rows = await session.rows<{ cust: string; persona: string }>(
    'select cust, persona::varchar as persona from read_parquet($path)',
    { path },
  );
  return new Map(rows.map(({ cust, persona }) => [cust, persona]));
}

function mapSegments(segmentation: Segmentation, activity: CustomerActivity): Map<string, string> {
  const { segments } = assignSegments(segmentation, activity);
  return new Map(activity.customers.map((customer, row) => [customer, segments[row]!]));
}

/** Says, when it is called, how long that took; processor time is what counts where others use the machine, too. */
function startWatch(): () => string {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    const elapsed = (performance.now() - started) / 1_000;
    return `${elapsed.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of processor time)`;
  };
}

const [source, asOf = '2022-01-01'] = process.argv.slice(2);
if (source === undefined) throw new Error('no source (expected the directory of one)');
const session = await openEvents(source);
const activity = await readActivity(session, asOf);
const dayBefore = await readActivity(session, addDays(asOf, -1));
const personas = await readPersonas(session, source);
await session.close();
const inputs = buildSegmentInputs(activity, listActiveCustomers(activity));
console.log(`${inputs.rows} customers with rows, ${inputs.columns.length} inputs`);

for (const scaling of Scaling.options) {
  const fitting = startWatch();
  const segmentation = fitSegmentation(dayBefore, { random: createRandom(1), scaling });
  console.log(`\n${scaling}, k = 12: 10 starts in ${fitting()}`);
  const before = mapSegments(segmentation, dayBefore);
  if (personas !== null) {
    const known = dayBefore.customers.filter((customer) => before.get(customer) !== 'S00');
    const index = computeAdjustedRandIndex(
      known.map((customer) => before.get(customer)!),
      known.map((customer) => personas.get(customer)!),
    );
    console.log(`planted personas: ARI ${index.toFixed(3)}`);
  }
  const refit = refitSegmentation(segmentation, activity);
  for (const [name, after] of [
    ['frozen', segmentation],
    ['refit', refit.segmentation],
  ] as const) {
    const { moved, shared, movedShare } = compareSegments(before, mapSegments(after, activity));
    console.log(`one more day, ${name}: ${moved} of ${shared} move, ${(100 * movedShare).toFixed(2)} %`);
  }
  const points = scaleInputs(segmentation.scaler, inputs);
  const tabulating = startWatch();
  const table = tabulateSegmentCounts(points, { seed: 1 });
  console.log(`table over k in ${tabulating()}\n k  inertia  silhouette  seed ARI  bootstrap ARI`);
  for (const { k, inertia, silhouette, seedAri, bootstrapAri } of table) {
    const figures = [silhouette ?? Number.NaN, seedAri, bootstrapAri].map((figure) => figure.toFixed(3));
    console.log([String(k).padStart(2), inertia.toFixed(0), ...figures].join('  '));
  }
  const many = takeRows(
    points,
    Int32Array.from({ length: MILLION }, (_, row) => row % points.rows),
  );
  const assigning = startWatch();
  assignPoints(many, centroidsOf(segmentation));
  console.log(`a million customers assigned in ${assigning()}`);
}
