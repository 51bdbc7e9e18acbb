import type { Metrics } from '../../models/contracts/artifact.ts';
import { DECISION_POINTS, type DecisionPoint } from '../../models/contracts/decision-point.ts';
import type { BinaryEvidence } from '../../models/gates/binary-evidence.ts';
import { DEFAULT_POLICY } from '../../models/gates/policy.ts';
import { binaryRules } from '../../models/gates/rules/binary/index.ts';
import type { RuleOutcome, Verdict } from '../../models/gates/verdict.ts';
import type { ReportData } from '../../report/report-data.ts';
import { makeReportData, makeStep, makeStrategy } from './report-fixture.ts';

const ROWS = { rows: 600, groups: 600 };

/** A test of 600 customers on which a model passes every rule. */
const EVIDENCE: BinaryEvidence = {
  rows: 600,
  positives: 240,
  thresholds: { accuracy: 0.5, f1: 0.4 },
  auc: { ...ROWS, value: 0.7, low: 0.65, lower: 0.66, upper: 0.74, high: 0.75 },
  logLoss: {
    ...ROWS,
    ...{ model: 0.6, reference: 0.67, difference: -0.07 },
    ...{ low: -0.1, lower: -0.09, upper: -0.05, high: -0.04 },
  },
  accuracy: {
    ...ROWS,
    ...{ model: 0.59, reference: 0.6, difference: -0.01 },
    ...{ low: -0.018, lower: -0.015, upper: -0.005, high: -0.002 },
  },
  f1: {
    ...ROWS,
    ...{ model: 0.56, reference: 0.45, difference: 0.11 },
    ...{ low: 0.07, lower: 0.08, upper: 0.14, high: 0.15 },
  },
  everyoneF1: 0.57,
  calibrationLine: {
    slope: { value: 1.1, low: 0.9, high: 1.3 },
    intercept: { value: 0, low: -0.1, high: 0.1 },
  },
  ece: 0.043,
  eceLimit: 0.039,
  slices: [],
};

/** Outcomes of the gate's own rules; `changes` make another test of it. */
export function judge(changes: Partial<BinaryEvidence> = {}): RuleOutcome[] {
  const rules = [...binaryRules.data, ...binaryRules.quality];
  return rules.map((rule) => rule({ ...EVIDENCE, ...changes }, DEFAULT_POLICY));
}

/** The verdict on one decision point. */
export function makeVerdict(
  point: DecisionPoint,
  verdict: Verdict['verdict'],
  rules: RuleOutcome[] = judge(),
): Verdict {
  return { model: 'mlp-ensemble', decision_point: point, verdict, rules };
}

/** Approved, held by its calibration, approved, too few to judge, never trained. */
export const MIXED: readonly Verdict[] = [
  makeVerdict('registration', 'PROMOTED'),
  makeVerdict('first_visit', 'HELD', judge({ calibrationLine: null })),
  makeVerdict('stay_3h', 'PROMOTED'),
  makeVerdict('stay_15h', 'INSUFFICIENT_DATA', judge({ rows: 132, positives: 51 })),
  { ...makeVerdict('last_day', 'INSUFFICIENT_DATA', []), model: 'trial-conversion' },
];

/** The figures of one decision point, all ahead of their baselines but accuracy. */
export const POINT_FIGURES: Metrics = {
  test_rows: 600,
  positives: 240,
  auc: 0.7,
  auc_low: 0.65,
  auc_high: 0.75,
  auc_baseline: 0.5,
  log_loss: 0.6,
  log_loss_baseline: 0.67,
  accuracy: 0.59,
  accuracy_baseline: 0.6,
  f1: 0.56,
  f1_baseline: 0.45,
  f1_everyone: 0.57,
  brier: 0.2,
  ece: 0.043,
};

/** A published run of the trial pipeline with every kind of verdict; `changes` make another of it. */
export function makeTrialReportData(changes: Partial<ReportData> = {}): ReportData {
  const data = makeReportData();
  return {
    ...data,
    run: { ...data.run, pipeline: 'trial-conversion' },
    workflowId: 'trial-conversion/shop/2026-11-22',
    metrics: Object.fromEntries(DECISION_POINTS.slice(0, 4).map((point) => [point, POINT_FIGURES])),
    gates: MIXED,
    actions: [{ action: 'C1', channel: 'app', treatment: 90, holdout: 10 }],
    examples: [
      makeStrategy({
        pipeline: 'trial-conversion',
        action_id: 'C1',
        trigger: 'day of payment',
        offer: 'tiered discount',
        reason: 'reached registration; pays with a chance of 40.0 %',
        evidence: 'mlp-ensemble@registration',
      }),
    ],
    dag: [],
    steps: [
      makeStep({ name: 'fit-registration', metrics: { backend: 'tensorflow' } }),
      makeStep({ name: 'fit-first-visit', metrics: { backend: 'tensorflow' } }),
    ],
    ...changes,
  };
}
