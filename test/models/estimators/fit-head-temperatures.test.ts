import { expect, it } from 'vitest';
import { fitHeadTemperatures } from '../../../models/estimators/fit-head-temperatures.ts';
import { createMask } from '../../../models/matrix.ts';

// 1,000 rows of which 60 % have an outcome; of those 75 % are `a`, 25 % `b`.
const outcomes = Array.from({ length: 1_000 }, (_, row) =>
  row % 10 >= 6 ? [] : [Math.floor(row / 10) % 4 ? 'a' : 'b'],
);
const next = createMask(['a', 'b'], outcomes);
const used = createMask(['a', 'b'], new Array<string[]>(1_000).fill([]));

it('finds for each head how much too sure it is', () => {
  // Logits three times and twice those of the true rates.
  const any = new Float64Array(1_000).fill(3 * Math.log(0.6 / 0.4));
  const which = new Float64Array(2_000).map((_, cell) => (cell % 2 ? 0 : 2 * Math.log(3)));
  const temperatures = fitHeadTemperatures({ any, which }, { used, next });
  expect(temperatures.any).toBeCloseTo(3, 2);
  expect(temperatures.which).toBeCloseTo(2, 2);
});
