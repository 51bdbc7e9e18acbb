import { describe, expect, it } from 'vitest';
import { applyHeads } from '../../../models/estimators/apply-heads.ts';
import { createMask } from '../../../models/matrix.ts';

describe('applyHeads', () => {
  const logits = {
    any: Float64Array.of(0, Math.log(3)),
    which: Float64Array.of(0, 0, Math.log(2), 900, 5, 5),
  };
  const used = createMask(['a', 'b', 'c'], [[], ['a']]);

  it('is a sigmoid and a softmax over the unused, however large a logit', () => {
    const { any, which } = applyHeads(logits, used, { any: 1, which: 1 });
    expect([...any]).toEqual([0.5, 0.75]);
    expect([...which]).toEqual([0.25, 0.25, 0.5, 0, 0.5, 0.5]);
  });

  it('divides the logits by the temperatures', () => {
    const { any, which } = applyHeads(logits, used, { any: 0.5, which: 0.5 });
    expect(any[1]).toBeCloseTo(0.9, 6);
    expect(which[2]).toBeCloseTo(4 / 6, 6);
  });
});
