import { expect, it } from 'vitest';
import { createMask } from '../../../models/matrix.ts';
import { computeOutcomeLogLoss } from '../../../models/metrics/outcome-log-loss.ts';

it('counts no outcome, one outcome and a set of them', () => {
  const next = createMask(['a', 'b', 'c'], [[], ['a'], ['b', 'c']]);
  const any = Float32Array.of(0.5, 0.5, 0.5);
  const which = Float32Array.of(1, 0, 0, 0.5, 0.25, 0.25, 0.5, 0.25, 0.25);
  // ln 2 for nothing, ln 4 for a, ln 4 for either of b and c.
  expect(computeOutcomeLogLoss({ any, which }, next)).toBeCloseTo((5 * Math.LN2) / 3, 10);
});

it('refuses no rows, which have no mean', () => {
  const none = { any: new Float32Array(0), which: new Float32Array(0) };
  expect(() => computeOutcomeLogLoss(none, createMask(['a'], []))).toThrow('invalid rows: 0');
});
