import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createTruth,
  type FitBinary,
  NULL_LABELS,
  SIGNAL,
  simulateBinaryGate,
} from '../../../bench/simulate-binary-gate.ts';
import { logisticRegression } from '../../../models/estimators/binary/logistic-regression.ts';
import { BinaryEvidence, measureBinary } from '../../../models/gates/binary-evidence.ts';
import { createRandom } from '../../../models/random.ts';

beforeAll(async () => {
  tf.enableProdMode(); // no banner about backends
  await tf.setBackend('cpu');
});

describe('measureBinary', () => {
  const test = {
    customers: ['a', 'b', 'c', 'd', 'd'],
    labels: Uint8Array.of(1, 1, 0, 0, 0),
    probabilities: [0.9, 0.4, 0.6, 0.2, 0.2],
    trainingRate: 0.5,
    learntRows: 0,
    thresholds: { accuracy: 0.7, f1: 0.3 },
    slices: [{ name: 'site=1', rows: [0, 2, 3] }],
  };
  const chance = { seed: 1, resamples: 200 };

  it('measures each figure at its threshold and against its reference', () => {
    const evidence = measureBinary(test, chance);
    expect(evidence).toMatchObject({ rows: 5, positives: 2, thresholds: test.thresholds });
    // Of 2 × 3 pairs only .4 against .6 is the wrong way round.
    expect(evidence.auc).toMatchObject({ value: 5 / 6, rows: 5, groups: 4 });
    // At .7 only the .4 is wrong; nobody pays is right for 3.
    expect(evidence.accuracy).toMatchObject({ model: 0.8, reference: 0.6 });
    // At .3 three are flagged, two rightly: 4/5. At random: 2·3·2 / (5·5).
    expect(evidence.f1!.model).toBeCloseTo(0.8, 12);
    expect(evidence.f1!.reference).toBeCloseTo(12 / 25, 12);
    expect(evidence.everyoneF1).toBeCloseTo(4 / 7, 12);
    expect(evidence.logLoss!.model).toBeCloseTo(-Math.log(0.9 * 0.4 * 0.4 * 0.8 * 0.8) / 5, 12);
    expect(evidence.logLoss!.reference).toBeCloseTo(Math.log(2), 12);
    expect(evidence.ece).toBeCloseTo((0.1 + 0.6 + 0.6 + 0.2 + 0.2) / 5, 12);
    expect(evidence.slices).toMatchObject([{ slice: 'site=1', positives: 1, hits: 1 }]);
    expect(BinaryEvidence.parse(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence);
  });

  it('compares accuracy with the larger class when that is the paying one too', () => {
    const labels = Uint8Array.of(1, 1, 1, 1, 0);
    expect(measureBinary({ ...test, labels }, chance).accuracy?.reference).toBe(0.8);
  });

  it('allows a calibration the chance of the rows that it was learnt from', () => {
    const sharp = measureBinary(test, chance);
    // As many test rows as rows that were learnt from: twice the variance.
    const widened = measureBinary({ ...test, learntRows: 5 }, chance);
    expect(widened.eceLimit).toBeCloseTo(Math.SQRT2 * sharp.eceLimit, 12);
    for (const name of ['slope', 'intercept'] as const) {
      const [one, other] = [sharp.calibrationLine![name], widened.calibrationLine![name]];
      expect(other.value).toBe(one.value);
      expect(other.high - other.low).toBeCloseTo(Math.SQRT2 * (one.high - one.low), 12);
    }
  });

  it('repeats itself for a seed', () => {
    expect(measureBinary(test, chance)).toEqual(measureBinary(test, chance));
    expect(measureBinary(test, { ...chance, seed: 2 })).not.toEqual(measureBinary(test, chance));
  });

  it('measures what one class, or no row, allows', () => {
    const one = measureBinary({ ...test, labels: new Uint8Array(5) }, chance);
    expect(one).toMatchObject({ auc: null, calibrationLine: null, positives: 0 });
    const empty = { ...test, customers: [], labels: new Uint8Array(0), probabilities: [], slices: [] };
    expect(measureBinary(empty, chance)).toMatchObject({
      rows: 0,
      auc: null,
      logLoss: null,
      accuracy: null,
      f1: null,
      everyoneF1: null,
      slices: [],
    });
  });

  it('refuses columns of other lengths', () => {
    expect(() => measureBinary({ ...test, customers: ['a'] }, chance)).toThrow('invalid customers: 1 rows');
  });
});

/** `bench/binary-gate.ts` measures the rates on hundreds. */
describe('the gate of a binary model', () => {
  const small = { trainingRows: 800, inputs: 4, resamples: 300 };
  const learn: FitBinary = (data, seed) =>
    logisticRegression.fit(data, logisticRegression.params.parse({}), { tf, random: createRandom(seed) });
  const run = async (plan: typeof SIGNAL, count: number, how: FitBinary) =>
    Promise.all(
      Array.from({ length: count }, (_, seed) => simulateBinaryGate({ ...plan, ...small }, seed, how)),
    );
  const countPromoted = (verdicts: Awaited<ReturnType<typeof run>>) =>
    verdicts.filter(({ verdict }) => verdict === 'PROMOTED').length;

  it('approves nothing that was learned from labels without a signal', async () => {
    const verdicts = await run(NULL_LABELS, 12, learn);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(new Array(12).fill('HELD'));
  });

  it('approves the true probabilities of a signal worth acting on, and models that learned them', async () => {
    const plan = { ...SIGNAL, ...small };
    expect(countPromoted(await run(SIGNAL, 12, async () => createTruth(plan)))).toBeGreaterThanOrEqual(11);
    expect(countPromoted(await run(SIGNAL, 6, learn))).toBeGreaterThanOrEqual(4);
  });

  it('holds the same signal when it is said three times too surely', async () => {
    const plan = { ...SIGNAL, ...small };
    const tooSure = { ...plan, spread: 3 * plan.spread, center: 3 * plan.center };
    const verdicts = await run(SIGNAL, 4, async () => createTruth(tooSure));
    for (const { verdict, rules } of verdicts) {
      expect(verdict).toBe('HELD');
      expect(rules.find(({ rule }) => rule === 'calibration')?.pass).toBe(false);
    }
  });

  it('decides nothing on few rows', async () => {
    const plan = { ...SIGNAL, ...small };
    const [verdict] = await run({ ...SIGNAL, testRows: 250 }, 1, async () => createTruth(plan));
    expect(verdict?.verdict).toBe('INSUFFICIENT_DATA');
  });
});
