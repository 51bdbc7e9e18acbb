import {
  listOutcomeProbabilities,
  type NextAffiliatePrediction,
  type NextAffiliateRows,
} from '../../../models/estimators/next-affiliate-data.ts';
import { createMask, type Mask } from '../../../models/matrix.ts';
import { listLogLosses } from '../../../models/metrics/log-loss.ts';
import { createRandom } from '../../../models/random.ts';

const AFFILIATES = ['A01', 'A02', 'B01', 'C01', 'D01'];
const FEATURES = [
  'taste_1',
  'taste_2',
  'activity',
  'latest=A01',
  'latest=A02',
  'latest=B01',
  'latest=C01',
  'latest=D01',
];
/** Pull of each affiliate per taste, and of each latest affiliate (rows) on each next one. */
const TASTES = [
  [1.6, -0.8, 0.4, -1.2, 0],
  [-0.6, 1.2, -1.4, 0.2, 0.8],
];
const STEPS = [
  [0, 1.2, 0, 0, 0.4],
  [0.8, 0, 0, 0.6, 0],
  [0, 0, 0, 1.5, 0],
  [0.3, 0, 0.9, 0, 0],
  [0, 0.7, 0, 0, 0],
];

/** Rows with a known truth: P(any) is logistic in activity and taste, P(which | any) a softmax over the unused. */
export function plantExpansion(
  rows: number,
  seed: number,
): NextAffiliateRows & { truth: NextAffiliatePrediction; customers: string[] } {
  const random = createRandom(seed);
  const width = AFFILIATES.length;
  const features = new Float32Array(rows * FEATURES.length);
  const truth = { any: new Float32Array(rows), which: new Float32Array(rows * width) };
  const latest = new Int32Array(rows);
  const used: string[][] = [];
  const next: string[][] = [];
  for (let row = 0; row < rows; row++) {
    const tastes = [random.normal(), random.normal()];
    const activity = random.normal();
    latest[row] = random.integer(width);
    const isUsed = AFFILIATES.map((_, index) => index === latest[row] || random.next() < 0.2);
    features.set([...tastes, activity], row * FEATURES.length);
    features[row * FEATURES.length + 3 + latest[row]!] = 1;
    const pulls = AFFILIATES.map((_, index) =>
      isUsed[index]
        ? 0
        : Math.exp(
            TASTES[0]![index]! * tastes[0]! + TASTES[1]![index]! * tastes[1]! + STEPS[latest[row]!]![index]!,
          ),
    );
    const total = pulls.reduce((sum, pull) => sum + pull, 0);
    const any = total > 0 ? 1 / (1 + Math.exp(-(0.2 + 0.9 * activity - 0.5 * tastes[0]!))) : 0;
    truth.any[row] = any;
    truth.which.set(
      pulls.map((pull) => (total > 0 ? pull / total : 0)),
      row * width,
    );
    used.push(AFFILIATES.filter((_, index) => isUsed[index]));
    next.push(random.next() < any ? [AFFILIATES[drawIndex(pulls, total * random.next())]!] : []);
  }
  return {
    features: { rows, columns: FEATURES, values: features },
    latest,
    used: createMask(AFFILIATES, used),
    next: createMask(AFFILIATES, next),
    truth,
    customers: Array.from({ length: rows }, (_, row) => `M${row}`),
  };
}

/** Mean log-loss, in nats, of what happened. */
export function meanLogLoss(prediction: NextAffiliatePrediction, next: Mask): number {
  const losses = listLogLosses(listOutcomeProbabilities(prediction, next));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

function drawIndex(weights: readonly number[], point: number): number {
  let left = point;
  const found = weights.findIndex((weight) => {
    left -= weight;
    return weight > 0 && left < 0;
  });
  return found >= 0 ? found : weights.findLastIndex((weight) => weight > 0);
}
