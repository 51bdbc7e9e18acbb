import { expect, it } from 'vitest';
import { assertOnePerLabel } from '../../../models/metrics/assert-one-per-label.ts';

it('names the column that has too few or too many rows', () => {
  expect(() => assertOnePerLabel([1, 2], 2, 'scores')).not.toThrow();
  expect(() => assertOnePerLabel(new Float32Array(3), 2, 'scores')).toThrow(
    'invalid scores: 3 rows (expected 2, one for each label)',
  );
});
