import { describe, expect, it } from 'vitest';
import {
  applyCalibration,
  fitBinaryCalibration,
  toProbability,
} from '../../../../models/estimators/binary/calibration.ts';
import { createRandom } from '../../../../models/random.ts';

/** `count` rows with that logit, `positives` of them 1. */
const block = (logit: number, count: number, positives: number) => ({
  logits: new Array<number>(count).fill(logit),
  labels: Array.from({ length: count }, (_, row) => (row < positives ? 1 : 0)),
});
const join = (...blocks: ReturnType<typeof block>[]) => ({
  logits: blocks.flatMap(({ logits }) => logits),
  labels: blocks.flatMap(({ labels }) => labels),
});

describe('fitBinaryCalibration', () => {
  it('draws the line through two large groups: log-odds ln 3 at 2, −ln 3 at −2', () => {
    const { slope, intercept } = fitBinaryCalibration(join(block(2, 4_000, 3_000), block(-2, 4_000, 1_000)));
    expect(slope).toBeCloseTo(Math.log(3) / 2, 2);
    expect(intercept).toBeCloseTo(0, 6);
  });

  it('takes off each correction its variance over itself', () => {
    // Each group's log-odds have the variance 1 / (100 · 3/16); the slope is a quarter of their difference.
    const { slope } = fitBinaryCalibration(join(block(2, 100, 75), block(-2, 100, 25)));
    const change = Math.log(3) / 2 - 1;
    const variance = (2 * (16 / 300)) / 16;
    expect(slope).toBeCloseTo(1 + change - variance / change, 4);
    // 64 of 80 at even odds: log-odds ln 4, variance 1 / (80 · .16).
    const even = block(0, 80, 64);
    expect(fitBinaryCalibration(even).intercept).toBeCloseTo(Math.log(4) - 1 / 12.8 / Math.log(4), 6);
  });

  it('leaves alone what is within one standard error', () => {
    expect(fitBinaryCalibration(join(block(1, 40, 31), block(-1, 40, 9)))).toEqual({
      slope: 1,
      intercept: expect.closeTo(0, 9),
    });
  });

  it('undoes a model that is too sure and expects too many', () => {
    const random = createRandom(1);
    const truth = Array.from({ length: 20_000 }, () => random.normal() - 0.5);
    const labels = truth.map((logit) => (random.next() < toProbability(logit) ? 1 : 0));
    const logits = truth.map((logit) => 1 + 2.5 * logit);
    const { slope, intercept } = fitBinaryCalibration({ logits, labels });
    expect(slope).toBeCloseTo(1 / 2.5, 1);
    expect(intercept).toBeCloseTo(-1 / 2.5, 1);
  });

  it('takes the slope from all rows and the rate from the latest', () => {
    const rows = join(block(2, 4_000, 3_000), block(-2, 4_000, 1_000));
    const { slope, intercept } = fitBinaryCalibration(rows, block(0, 1_000, 800));
    expect(slope).toBeCloseTo(Math.log(3) / 2, 2);
    expect(applyCalibration({ slope, intercept }, 0)).toBeCloseTo(0.8, 2);
  });

  it('never turns the ranking round, and still expects the right rate', () => {
    const backwards = join(block(2, 4_000, 1_000), block(-2, 6_000, 4_000));
    const calibration = fitBinaryCalibration(backwards);
    expect(calibration.slope).toBeCloseTo(0.1, 2);
    const expected = backwards.logits.reduce((sum, logit) => sum + applyCalibration(calibration, logit), 0);
    expect(expected / 10_000).toBeCloseTo(0.5, 2);
  });

  it('survives logits so large that every probability is 1', () => {
    const { slope, intercept } = fitBinaryCalibration(block(900, 100, 40), block(900, 100, 40));
    expect([slope, Number.isFinite(intercept)]).toEqual([1, true]);
    expect(applyCalibration({ slope, intercept }, 900)).toBeCloseTo(0.4, 1);
  });

  it('leaves logits that are all alike as steep as they are, and makes no more than 10 of perfect ones', () => {
    const { slope, intercept } = fitBinaryCalibration(block(5, 1_000, 200));
    expect(slope).toBe(1);
    expect(intercept).toBeCloseTo(Math.log(0.2 / 0.8) - 5, 2);
    const perfect = fitBinaryCalibration(join(block(0.1, 1_000, 1_000), block(-0.1, 1_000, 0)));
    expect(perfect.slope).toBeGreaterThan(9);
    expect(perfect.slope).toBeLessThanOrEqual(10);
  });
});
