// How long the intervals behind a gate take: 2,000 resamples by customer, one row each.
// Usage: node --import tsx bench/paired-bootstrap.ts [--rows 10000]
import { parseArgs } from 'node:util';
import { formatCount, formatTable } from '../cli/format.ts';
import { bootstrapAuc } from '../models/metrics/bootstrap-auc.ts';
import { bootstrapF1 } from '../models/metrics/bootstrap-f1.ts';
import { bootstrapMacroF1 } from '../models/metrics/bootstrap-macro-f1.ts';
import { bootstrapMean } from '../models/metrics/bootstrap-mean.ts';
import { createRandom } from '../models/random.ts';
import { median } from './median.ts';

const CLASSES = 14;
const ROUNDS = 5;

const { values } = parseArgs({ options: { rows: { type: 'string', default: '10000' } } });
const rows = Number(values.rows);
const random = createRandom(1);
const draw = <T>(next: () => T) => Array.from({ length: rows }, next);
const [model, reference] = [draw(random.next), draw(random.next)];
const labels = draw(() => random.integer(2));
const flags = draw(() => random.integer(2));
const [guesses, others] = [draw(() => random.integer(CLASSES)), draw(() => random.integer(CLASSES))];
const sets = {
  rows,
  columns: Array.from({ length: CLASSES }, (_, column) => `class ${column}`),
  values: Uint8Array.from({ length: rows * CLASSES }, () => (random.integer(CLASSES) === 0 ? 1 : 0)),
};
const options = () => ({ groups: draw(() => 0).map((_, row) => row), random: createRandom(2) });

const measured = {
  'difference of means': () => bootstrapMean(model, reference, options()),
  AUC: () => bootstrapAuc(model, labels, options()),
  'F1 against chance': () => bootstrapF1(flags, labels, options()),
  'macro-F1 of 14 classes': () => bootstrapMacroF1(guesses, others, sets, options()),
};
const lines = Object.entries(measured).map(([name, measure]) => {
  const seconds = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    measure();
    return (performance.now() - started) / 1_000;
  });
  return [name, median(seconds).toFixed(2), Math.max(...seconds).toFixed(2)];
});
console.log(`2,000 resamples of ${formatCount(rows)} customers, ${ROUNDS} times`);
console.log(formatTable([['figure', 'median s', 'slowest s'], ...lines], [1, 2]));
