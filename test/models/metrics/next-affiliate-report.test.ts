import { describe, expect, it } from 'vitest';
import { createMask } from '../../../models/matrix.ts';
import { describeNextAffiliate, NextAffiliateReport } from '../../../models/metrics/next-affiliate-report.ts';
import { createRandom } from '../../../models/random.ts';
import { plantExpansion } from '../estimators/planted-expansion.ts';

const affiliates = ['A01', 'A02', 'B01'];

describe('describeNextAffiliate', () => {
  it('scores each affiliate by the first guess, those never guessed and never taken up too', () => {
    const next = createMask(affiliates, [['A01'], ['A01'], ['A02'], []]);
    const which = Float32Array.of(0.75, 0.25, 0, 0.25, 0.75, 0, 0.75, 0.25, 0, 1, 0, 0);
    const report = describeNextAffiliate(
      { any: new Float32Array(4).fill(0.75), which },
      { next },
      createRandom(1),
    );
    expect(report.classes).toEqual([
      { name: 'A01', support: 2, precision: 0.5, recall: 0.5, f1: 0.5 },
      { name: 'A02', support: 1, precision: 0, recall: 0, f1: 0 },
      { name: 'B01', support: 0, precision: null, recall: null, f1: null },
    ]);
    expect(report.calibration.groups).toEqual([{ rows: 4, forecast: 0.75, outcome: 0.75 }]);
    expect(report.calibration).toMatchObject({ ece: 0, line: null });
    expect(NextAffiliateReport.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  it('finds the truth calibrated, and the same said twice too surely not', () => {
    const { truth, next } = plantExpansion(4_000, 5);
    const honest = describeNextAffiliate(truth, { next }, createRandom(1)).calibration;
    expect(honest.ece).toBeLessThan(honest.eceLimit);
    expect(honest.line!.slope.low).toBeLessThan(1);
    expect(honest.line!.slope.high).toBeGreaterThan(1);
    const any = truth.any.map((p) => (p === 0 ? 0 : 1 / (1 + ((1 - p) / p) ** 2)));
    const loud = describeNextAffiliate({ ...truth, any }, { next }, createRandom(1)).calibration;
    expect(loud.ece).toBeGreaterThan(loud.eceLimit);
    expect(loud.line!.slope.high).toBeLessThan(0.7);
  });

  it('has nothing to say without rows', () => {
    const none = { any: new Float32Array(0), which: new Float32Array(0) };
    const report = describeNextAffiliate(none, { next: createMask(affiliates, []) }, createRandom(1));
    expect(report.calibration).toEqual({ ece: 0, eceLimit: 0, line: null, groups: [] });
  });
});
