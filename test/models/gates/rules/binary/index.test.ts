import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { BinaryEvidence } from '../../../../../models/gates/binary-evidence.ts';
import type { LeakEvidence } from '../../../../../models/gates/leak-evidence.ts';
import { DEFAULT_POLICY } from '../../../../../models/gates/policy.ts';
import { binaryRules, leakRules } from '../../../../../models/gates/rules/binary/index.ts';
import type { ShuffleFinding } from '../../../../../models/gates/shuffle-finding.ts';

const paired = { model: 0, reference: 0, low: 0, high: 0, rows: 1_300, groups: 1_300 };
const evidence: BinaryEvidence = {
  rows: 1_300,
  positives: 507,
  thresholds: { accuracy: 0.52, f1: 0.31 },
  auc: { value: 0.68, low: 0.65, high: 0.71, lower: 0.655, upper: 0.705, rows: 1_300, groups: 1_300 },
  logLoss: { ...paired, difference: -0.04, lower: -0.05, upper: -0.03 },
  accuracy: { ...paired, difference: 0.01, lower: -0.01, upper: 0.03 },
  f1: { ...paired, difference: 0.06, lower: 0.04, upper: 0.08 },
  everyoneF1: 0.561,
  calibrationLine: {
    slope: { value: 0.95, low: 0.75, high: 1.15 },
    intercept: { value: 0.02, low: -0.1, high: 0.14 },
  },
  ece: 0.03,
  eceLimit: 0.04,
  slices: [
    { slice: 'site=1', rows: 300, positives: 120, hits: 96 },
    { slice: 'site=2', rows: 150, positives: 50, hits: 15 },
    { slice: 'site=3', rows: 20, positives: 5, hits: 0 },
  ],
};
const rules = [...binaryRules.data, ...binaryRules.quality];
const judge = (changed: Partial<BinaryEvidence> = {}, policy = {}) =>
  rules.map((rule) => rule({ ...evidence, ...changed }, { ...DEFAULT_POLICY, ...policy }));
const TOLD_BY_COIN: ShuffleFinding = { rows: 900, auc: 0.51, low: 0.44, high: 0.58 };
const judgeLeaks = (singles: LeakEvidence['singles'] = [], shuffled: ShuffleFinding | null = TOLD_BY_COIN) =>
  leakRules.map((rule) => rule({ leaks: { validationRows: 400, singles }, shuffled }, DEFAULT_POLICY));
const listFailed = (outcomes: ReturnType<typeof judge>) =>
  outcomes.filter(({ pass }) => !pass).map(({ rule }) => rule);

it('lists every rule of the folder, each in the file of its name, and four that other models share', () => {
  const files = readdirSync(new URL('../../../../../models/gates/rules/binary', import.meta.url));
  const names = [...judge(), ...judgeLeaks()].map(({ rule }) => `${rule}.ts`);
  expect(names.sort()).toEqual(
    [
      ...files.filter((name) => name !== 'index.ts'),
      'enough-rows.ts',
      'log-loss.ts',
      'shuffled-labels.ts',
      'slice-recall.ts',
    ].sort(),
  );
});

it('shows value, bound, limits and rows of each', () => {
  expect(judge().map((outcome) => Object.values(outcome))).toEqual([
    ['enough-rows', 1_300, 300, null, null, 1_300, true],
    ['enough-of-each-class', 507, 60, null, null, 1_300, true],
    ['auc', 0.68, 0.55, 0.655, 0.705, 1_300, true],
    ['log-loss', -0.04, 0, -0.05, -0.03, 1_300, true],
    ['accuracy', 0.01, -0.02, -0.01, 0.03, 1_300, true],
    ['f1', 0.06, 0, 0.04, 0.08, 1_300, true],
    ['calibration', 0.95, 1, 0.75, 1.15, 1_300, true],
    ['slice-recall', 0.3, 0.2, expect.closeTo(0.191, 3), expect.closeTo(0.438, 3), 50, true, ['site=2']],
  ]);
});

it.each([
  ['enough-rows', { minRows: 1_301 }],
  ['enough-of-each-class', { minOfEachClass: 508 }],
  ['auc', { minAuc: 0.655 }],
  ['log-loss', { logLossMargin: 0.03 }],
  ['accuracy', { accuracyMargin: 0.01 }],
  ['accuracy', { majorityTolerance: 0.01 }],
  ['f1', { f1Margin: 0.04 }],
  ['slice-recall', { minSliceRecall: 0.45 }],
])('%s alone fails under %o', (rule, policy) => {
  expect(listFailed(judge({}, policy))).toEqual([rule]);
});

it('counts the rarer class, whichever it is', () => {
  expect(listFailed(judge({ positives: 1_241 }))).toEqual(['enough-of-each-class']);
});

it('fails what one class alone does not allow to measure', () => {
  const nothing = { auc: null, logLoss: null, accuracy: null, f1: null, calibrationLine: null, ece: 0.2 };
  expect(listFailed(judge(nothing))).toEqual(['auc', 'log-loss', 'accuracy', 'f1', 'calibration']);
});

describe('calibration', () => {
  const find = (changed: Partial<BinaryEvidence>) =>
    judge(changed).find(({ rule }) => rule === 'calibration');
  const { slope, intercept } = evidence.calibrationLine!;
  const tooFlat = { slope: { value: 0.6, low: 0.4, high: 0.8 }, intercept };
  const tooHigh = { slope, intercept: { value: 0.2, low: 0.05, high: 0.35 } };

  it.each([
    ['slope', tooFlat],
    ['intercept', tooHigh],
    ['line', null],
  ])('rests on the error where the %s is off', (_, calibrationLine) => {
    expect(find({ calibrationLine })).toMatchObject({ value: 0.03, bound: 0.04, low: null, pass: true });
    expect(find({ calibrationLine, ece: 0.041 })).toMatchObject({ value: 0.041, pass: false });
  });

  it('forgives a larger error where the line is right', () => {
    expect(find({ ece: 0.09 })?.pass).toBe(true);
  });

  it('fails without rows', () => {
    expect(find({ rows: 0, calibrationLine: null, ece: 0, eceLimit: 0 })).toMatchObject({
      value: null,
      pass: false,
    });
  });
});

describe('explain', () => {
  it('shows the best single feature, and passes where it is at the bound or below', () => {
    const singles = [
      { feature: 'plan', auc: 0.6 },
      { feature: 'spend', auc: 0.9 },
    ];
    expect(judgeLeaks(singles).map((outcome) => Object.values(outcome))).toEqual([
      ['explain', 0.9, 0.9, null, null, 400, true],
      ['shuffled-labels', 0.51, 0.5, 0.44, 0.58, 900, true],
    ]);
  });

  it('names every feature above the bound, the best first', () => {
    const singles = [
      { feature: 'plan', auc: 0.6 },
      { feature: 'closed_at', auc: 0.93 },
      { feature: 'refund', auc: 0.99 },
    ];
    expect(judgeLeaks(singles)).toMatchObject([
      { value: 0.99, pass: false, columns: ['refund', 'closed_at'] },
      { rule: 'shuffled-labels', pass: true },
    ]);
  });

  it('is off where nothing could be measured', () => {
    expect(judgeLeaks()[0]).toMatchObject({ value: null, pass: true });
  });
});

describe('shuffled-labels', () => {
  const judge = (shuffled: ShuffleFinding | null) => judgeLeaks([], shuffled)[1]!;

  it.each([
    ['better', { low: 0.501, high: 0.7 }],
    ['worse', { low: 0.3, high: 0.499 }],
  ])('fails where they are told %s than by a coin', (_, limits) => {
    expect(judge({ ...TOLD_BY_COIN, ...limits })).toMatchObject({ ...limits, pass: false });
  });

  it('is off where no rows could be held, and does not pass where nobody tried', () => {
    expect(judge({ rows: 0, auc: null, low: null, high: null })).toMatchObject({ n: 0, pass: true });
    expect(judge(null)).toMatchObject({ value: null, n: 0, pass: false });
  });
});
