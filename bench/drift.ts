/**
 * P(any new affiliate) beside what came of it, with the correction for what drifts from month to month and without, for each
 * learner: on the snapshot before the test, where the correction was chosen, and on the test.
 *   node --import tsx bench/drift.ts [samples, default 6] [customers of each, default 3000] [profile, default demo]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  listAffiliateFeatures,
  readSnapshots,
  type Snapshots,
  takeSnapshots,
} from '../activities/affiliate/read-snapshots.ts';
import { openMachineLightgbm } from '../activities/training/machine-lightgbm.ts';
import { formatTable } from '../cli/format.ts';
import { addDays } from '../models/days.ts';
import { markAnyNew } from '../models/estimators/next-affiliate-data.ts';
import { computeCalibration } from '../models/metrics/calibration.ts';
import { computeOutcomeLogLoss } from '../models/metrics/outcome-log-loss.ts';
import { addDrift } from '../models/next-affiliate/drift.ts';
import { fitLearners } from '../models/next-affiliate/fit-learners.ts';
import { NEXT_AFFILIATE_LEARNERS } from '../models/next-affiliate/next-affiliate-recipe.ts';
import { isValidationCustomer, OUTCOME_WINDOW_DAYS } from '../models/splits/split-snapshots.ts';
import { loadTensorflow } from '../platform/native.ts';
import { generateSample } from '../sample/index.ts';
import { withMarts } from './with-marts.ts';

const AS_OF = '2022-01-01';
const [samples = '6', customers = '3000', profile = 'demo'] = process.argv.slice(2);
const { tf } = await loadTensorflow();
const lightgbm = openMachineLightgbm();

async function readSample(seed: number): Promise<Snapshots> {
  const source = await mkdtemp(join(tmpdir(), 'crosslift-bench-'));
  try {
    await generateSample({
      ...{ pipeline: 'affiliate-expansion', directory: source, customers: Number(customers), seed },
      profile: profile === 'seed' ? 'seed' : 'demo',
    });
    const marts = ['next_affiliate_snapshots', 'affiliates'] as const;
    return await withMarts({ source, asOf: AS_OF, marts }, readSnapshots);
  } finally {
    await rm(source, { recursive: true, force: true });
  }
}

/** Log-loss, bias and expected calibration error of P(any) at a cut, in points, without the correction and with it. */
async function measure(snapshots: Snapshots, asked: string, learner: string): Promise<number[][]> {
  const take = (keep: (row: number) => boolean) =>
    takeSnapshots(snapshots, Array.from(snapshots.cuts.keys()).filter(keep));
  const isKnown = (row: number) => addDays(snapshots.cuts[row]!, OUTCOME_WINDOW_DAYS) <= asked;
  const validates = (row: number) => isValidationCustomer(snapshots.customers[row]!);
  const { chosen } = await fitLearners(
    {
      specs: listAffiliateFeatures(snapshots.affiliates),
      training: take((row) => isKnown(row) && !validates(row)),
      validation: take((row) => isKnown(row) && validates(row)),
    },
    [learner],
    { tf, lightgbm, seed: 1 },
  );
  const test = take((row) => snapshots.cuts[row] === asked);
  const corrected = chosen.model.predict(chosen.encode(test), test.used);
  const labels = markAnyNew(test.next);
  return [addDrift(corrected, -chosen.drift), corrected].map((prediction) => [
    computeOutcomeLogLoss(prediction, test.next),
    100 * (meanOf(prediction.any) - meanOf(labels)),
    100 * computeCalibration(prediction.any, labels).ece!,
  ]);
}

function meanOf(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

const table = [['seed', 'cut', 'learner', 'log-loss', 'corrected', 'bias', 'corrected', 'ECE', 'corrected']];
for (let seed = 1; seed <= Number(samples); seed++) {
  const snapshots = await readSample(seed);
  const ripe = [...new Set(snapshots.cuts)]
    .sort()
    .filter((cut) => addDays(cut, OUTCOME_WINDOW_DAYS) <= AS_OF);
  for (const cut of [ripe.at(-3)!, ripe.at(-1)!]) {
    for (const learner of NEXT_AFFILIATE_LEARNERS) {
      const [plain, corrected] = await measure(snapshots, cut, learner);
      const figures = plain!.flatMap((value, figure) => [value, corrected![figure]!]);
      table.push([
        ...[`${seed}`, cut, learner],
        ...figures.map((value, place) => value.toFixed(place < 2 ? 4 : 1)),
      ]);
    }
  }
}
console.log(formatTable(table, [3, 4, 5, 6, 7, 8]));
