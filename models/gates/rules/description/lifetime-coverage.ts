import { computeWilsonInterval } from '../../../metrics/wilson-interval.ts';
import type { RuleOutcome } from '../../verdict.ts';

/** Share of customers whose purchases should be inside their interval; counts are whole, so a true model is above it. */
const EXPECTED = 0.8;
/** The 95 % point of the standard normal: one-sided 95 %. */
const Z_ONE_SIDED = 1.644854;

/** Held-out purchases are inside the forecast's 80 % intervals, not surely more seldom than that. */
export function judgeLifetimeCoverage({
  rows,
  purchaseCoverage,
}: {
  rows: number;
  purchaseCoverage: number;
}): RuleOutcome {
  const { low, high } = computeWilsonInterval(Math.round(purchaseCoverage * rows), rows, Z_ONE_SIDED);
  return {
    rule: 'lifetime-coverage',
    value: rows > 0 ? purchaseCoverage : null,
    bound: EXPECTED,
    low,
    high,
    n: rows,
    pass: rows > 0 && high >= EXPECTED,
  };
}
