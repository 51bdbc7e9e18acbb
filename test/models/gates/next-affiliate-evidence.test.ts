import { describe, expect, it } from 'vitest';
import { fitPopularity, predictPopularity } from '../../../models/baselines/popularity.ts';
import { fitTransitions, predictTransitions } from '../../../models/baselines/transitions.ts';
import { evaluateGate } from '../../../models/gates/evaluate-gate.ts';
import {
  measureNextAffiliate,
  NextAffiliateEvidence,
} from '../../../models/gates/next-affiliate-evidence.ts';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import { nextAffiliateRules } from '../../../models/gates/rules/index.ts';
import { createMask } from '../../../models/matrix.ts';
import { plantExpansion } from '../estimators/planted-expansion.ts';

const chance = { seed: 1, resamples: 400 };

function plantTest(rows: number) {
  const training = plantExpansion(4_000, 21);
  const { truth, customers, next, used, latest } = plantExpansion(rows, 22);
  const transitions = predictTransitions(fitTransitions(training), { latest, used });
  const trainingRates = predictPopularity(fitPopularity(training), used);
  return { customers, next, truth, transitions, trainingRates };
}

/** Too few rows to hold any: off. */
const HELD_NOTHING = { rows: 0, auc: null, low: null, high: null };
const judge = (evidence: NextAffiliateEvidence) =>
  evaluateGate({
    model: 'next-affiliate',
    evidence: { ...evidence, shuffled: HELD_NOTHING },
    policy: DEFAULT_POLICY,
    rules: nextAffiliateRules,
  });

describe('measureNextAffiliate', () => {
  it('compares on rows with an outcome, log-loss on all, sets counting as right for any member', () => {
    const columns = ['a', 'b', 'c'];
    const next = createMask(columns, [['b'], [], ['a', 'c'], ['a']]);
    const which = (rows: number[][]) => Float32Array.from(rows.flat());
    const half = new Float32Array(4).fill(0.5);
    const evidence = measureNextAffiliate(
      {
        customers: ['x', 'x', 'y', 'z'],
        next,
        model: {
          any: half,
          which: which([
            [0.25, 0.75, 0],
            [1, 0, 0],
            [0.25, 0.25, 0.5],
            [0.5, 0.5, 0],
          ]),
        },
        transitions: {
          any: half,
          which: which([
            [1, 0, 0],
            [1, 0, 0],
            [1, 0, 0],
            [0, 1, 0],
          ]),
        },
        trainingRates: {
          any: half,
          which: which([
            [0, 1, 0],
            [1, 0, 0],
            [0, 1, 0],
            [1, 0, 0],
          ]),
        },
      },
      chance,
    );
    expect(evidence).toMatchObject({ rows: 4, outcomes: 3, support: { a: 2, b: 1, c: 1 } });
    expect(evidence.accuracy).toMatchObject({ model: 1, reference: 1 / 3, rows: 3, groups: 3 });
    expect(evidence.macroF1).toMatchObject({ model: 1, reference: 0.25, rows: 3 });
    expect(evidence.logLoss!.model).toBeCloseTo(-Math.log(0.375 * 0.5 * 0.375 * 0.25) / 4, 6);
    expect(evidence.logLoss).toMatchObject({ rows: 4, groups: 3 });
    expect(NextAffiliateEvidence.parse(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence);
  });

  it('looks for the outcomes of each group among the first three guesses', () => {
    const next = createMask(['a', 'b', 'c', 'd'], [['d'], [], ['a'], ['c']]);
    const which = Float32Array.from(Array.from({ length: 4 }, () => [0.4, 0.3, 0.2, 0.1]).flat());
    const model = { any: new Float32Array(4).fill(0.5), which };
    const slices = [
      { name: 'gender=F', rows: [0, 1] },
      { name: 'gender=M', rows: [2, 3] },
    ];
    const customers = ['w', 'x', 'y', 'z'];
    const test = { customers, next, model, transitions: model, trainingRates: model, slices };
    expect(measureNextAffiliate(test, chance).slices).toEqual([
      { slice: 'gender=F', rows: 2, positives: 1, hits: 0 },
      { slice: 'gender=M', rows: 2, positives: 2, hits: 2 },
    ]);
  });

  it('repeats itself for a seed', () => {
    const { truth: model, ...test } = plantTest(300);
    const measure = (seed: number) => measureNextAffiliate({ ...test, model }, { seed, resamples: 200 });
    expect(measure(1)).toEqual(measure(1));
    expect(measure(2)).not.toEqual(measure(1));
  });
});

describe('the gate of the next affiliate', () => {
  it('promotes the true probabilities', () => {
    const { truth: model, ...test } = plantTest(1_500);
    const verdict = judge(measureNextAffiliate({ ...test, model }, chance));
    expect(verdict.verdict).toBe('PROMOTED');
  });

  it('holds the transition baseline itself, and rates that know nothing', () => {
    const { truth: _, ...test } = plantTest(1_500);
    const itself = judge(measureNextAffiliate({ ...test, model: test.transitions }, chance));
    expect(itself.verdict).toBe('HELD');
    expect(itself.rules.find(({ rule }) => rule === 'accuracy')).toMatchObject({ value: 0, pass: false });
    const rates = judge(measureNextAffiliate({ ...test, model: test.trainingRates }, chance));
    expect(rates.verdict).toBe('HELD');
    expect(rates.rules.find(({ rule }) => rule === 'log-loss')).toMatchObject({ value: 0, pass: false });
  });

  it('holds the true probabilities given to the wrong customers', () => {
    const { truth, ...test } = plantTest(1_500);
    const shifted = { any: truth.any.slice(), which: truth.which.slice() };
    shifted.any.set(truth.any.subarray(1));
    shifted.which.set(truth.which.subarray(5));
    expect(judge(measureNextAffiliate({ ...test, model: shifted }, chance)).verdict).toBe('HELD');
  });

  it('decides nothing on a snapshot in which nobody took up anything', () => {
    const { truth: model, ...test } = plantTest(1_500);
    const next = { ...test.next, values: new Uint8Array(test.next.values.length) };
    const evidence = measureNextAffiliate({ ...test, next, model }, chance);
    expect(evidence).toMatchObject({ rows: 1_500, outcomes: 0, accuracy: null, macroF1: null });
    expect(judge(evidence).verdict).toBe('INSUFFICIENT_DATA');
  });

  it('decides nothing on few rows, or on none', () => {
    const { truth: model, ...test } = plantTest(100);
    expect(judge(measureNextAffiliate({ ...test, model }, chance)).verdict).toBe('INSUFFICIENT_DATA');
    const empty = { any: new Float32Array(0), which: new Float32Array(0) };
    const nothing = measureNextAffiliate(
      { customers: [], next: createMask(['a'], []), model: empty, transitions: empty, trainingRates: empty },
      chance,
    );
    expect(nothing).toMatchObject({ accuracy: null, macroF1: null, logLoss: null });
    expect(judge(nothing).verdict).toBe('INSUFFICIENT_DATA');
  });
});
