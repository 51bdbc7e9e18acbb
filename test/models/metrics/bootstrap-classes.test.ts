import { expect, it } from 'vitest';
import { createMask } from '../../../models/matrix.ts';
import { bootstrapClasses } from '../../../models/metrics/bootstrap-classes.ts';
import { computeMacroF1 } from '../../../models/metrics/macro-f1.ts';
import { createRandom } from '../../../models/random.ts';

const sets = createMask(['A', 'B'], [...Array(60).fill(['A']), ...Array(40).fill(['B'])]);
/** Ten of A are taken for B. */
const predicted = Int32Array.from({ length: 100 }, (_, row) => (row < 50 ? 0 : 1));
const customers = Array.from({ length: 100 }, (_, row) => `M${row}`);
const options = (groups: readonly string[]) => ({ groups, random: createRandom(1), resamples: 400 });

it('measures the figure on the rows as they are, inside its interval', () => {
  const found = bootstrapClasses(predicted, sets, computeMacroF1, options(customers))!;
  expect(found.value).toBeCloseTo((100 / 110 + 80 / 90) / 2, 12);
  expect(found.low).toBeLessThan(found.value);
  expect(found.high).toBeGreaterThan(found.value);
  expect(found.groups).toBe(100);
});

it('is wider where rows belong to fewer customers', () => {
  const width = (groups: readonly string[]) => {
    const { low, high } = bootstrapClasses(predicted, sets, computeMacroF1, options(groups))!;
    return high - low;
  };
  expect(width(customers.map((_, row) => `M${Math.floor(row / 10)}`))).toBeGreaterThan(
    1.5 * width(customers),
  );
});
