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
  it('draws the line through two groups: log-odds ln 3 at 2, −ln 3 at −2', () => {
    const { slope, intercept } = fitBinaryCalibration(join(block(2, 40, 30), block(-2, 40, 10)));
    expect(slope).toBeCloseTo(Math.log(3) / 2, 4);
    expect(intercept).toBeCloseTo(0, 6);
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
    const rows = join(block(2, 40, 30), block(-2, 40, 10));
    const { slope, intercept } = fitBinaryCalibration(rows, block(0, 10, 8));
    expect(slope).toBeCloseTo(Math.log(3) / 2, 4);
    expect(applyCalibration({ slope, intercept }, 0)).toBeCloseTo(0.8, 9);
  });

  it('never turns the ranking round, and still expects the right rate', () => {
    const backwards = join(block(2, 40, 10), block(-2, 60, 40));
    const calibration = fitBinaryCalibration(backwards);
    expect(calibration.slope).toBeCloseTo(0.1, 4);
    const expected = backwards.logits.reduce((sum, logit) => sum + applyCalibration(calibration, logit), 0);
    expect(expected).toBeCloseTo(50, 6);
  });

  it('leaves logits that are all alike as steep as they are, and makes no more than 10 of perfect ones', () => {
    const { slope, intercept } = fitBinaryCalibration(block(5, 10, 2));
    expect(slope).toBe(1);
    expect(intercept).toBeCloseTo(Math.log(0.2 / 0.8) - 5, 6);
    const perfect = fitBinaryCalibration(join(block(0.1, 10, 10), block(-0.1, 10, 0)));
    expect(perfect.slope).toBeCloseTo(10, 2);
  });
});
