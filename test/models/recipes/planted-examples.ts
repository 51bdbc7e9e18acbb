import type { FeatureSpec } from '../../../models/encoders/feature-table.ts';
import { createRandom } from '../../../models/random.ts';
import type { Examples } from '../../../models/recipes/examples.ts';

/** A count that helps, a yes/no that hurts, a season and a site that matter, and a number without any effect. */
export const SPECS: readonly FeatureSpec[] = [
  { name: 'visits', kind: 'number', transform: 'log1p' },
  { name: 'is_weekend', kind: 'number' },
  { name: 'noise', kind: 'number' },
  { name: 'month', kind: 'cycle', period: 12, first: 1 },
  { name: 'site', kind: 'category' },
];

const SITES = ['A', 'B', 'C'];

/** Rows whose P(label = 1) is logistic in the features above; every customer has one row, every hundred a new day. */
export function plantExamples(rows: number, seed: number): Examples & { truth: Float64Array } {
  const random = createRandom(seed);
  const draw = (of: () => number) => Float64Array.from({ length: rows }, of);
  const numbers = {
    visits: draw(() => random.integer(20)),
    is_weekend: draw(() => (random.next() < 0.3 ? 1 : 0)),
    noise: draw(() => random.normal()),
    month: draw(() => 1 + random.integer(12)),
  };
  const site = Array.from({ length: rows }, () => SITES[random.integer(3)]!);
  const truth = draw(() => 0).map((_, row) => {
    const logit =
      -2.4 +
      1.2 * Math.log1p(numbers.visits[row]!) -
      1 * numbers.is_weekend[row]! +
      0.8 * Math.cos((2 * Math.PI * numbers.month[row]!) / 12) -
      (site[row] === 'C' ? 1.2 : 0);
    return 1 / (1 + Math.exp(-logit));
  });
  return {
    table: { rows, numbers, categories: { site } },
    labels: Uint8Array.from(truth, (probability) => (random.next() < probability ? 1 : 0)),
    customers: Array.from({ length: rows }, (_, row) => `${seed}-${row}`),
    decidedOn: Array.from({ length: rows }, (_, row) =>
      new Date(Date.UTC(2021, 0, 1 + Math.floor(row / 100))).toISOString().slice(0, 10),
    ),
    truth,
  };
}
