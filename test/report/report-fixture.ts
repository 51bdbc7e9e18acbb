import type { Strategy } from '../../models/contracts/strategy.ts';
import { DEFAULT_POLICY } from '../../models/gates/policy.ts';
import type { RuleOutcome, Verdict } from '../../models/gates/verdict.ts';
import type { ReportData, ReportStep } from '../../report/report-data.ts';

/** One step of a finished run. */
export function makeStep(step: Partial<ReportStep> & { name: string }): ReportStep {
  return {
    state: 'done',
    reused: false,
    attempt: 1,
    rows: 12_345,
    millis: 1_500,
    peakRssMb: 400,
    key: 'abcdef0123456789',
    metrics: {},
    ...step,
  };
}

/** A strategy of the treatment arm. */
export function makeStrategy(strategy: Partial<Strategy> = {}): Strategy {
  return {
    strategy_id: 's1',
    run_id: 'r1',
    dataset: 'shop',
    pipeline: 'affiliate-expansion',
    customer_id: 'M0001',
    action_id: 'second-affiliate',
    trigger: 'next visit',
    channel: 'app',
    offer: 'coupon',
    message: '다시 찾아 주셔서 감사합니다!',
    message_ko: '다시 찾아 주셔서 감사합니다!',
    message_en: 'Welcome back!',
    score: 0.123,
    valid_from: '2026-11-22',
    valid_to: '2027-01-21',
    arm: 'treatment',
    evidence: 'transitions@abc',
    reason: 'used 1 affiliate, last A01',
    ...strategy,
  };
}

/** Every rule that there is: three counts, a lead that may be chance, a lead, and a loss. */
export const RULES: readonly RuleOutcome[] = [
  { rule: 'enough-rows', value: 2_976, bound: 300, low: null, high: null, n: 2_976, pass: true },
  { rule: 'enough-outcomes', value: 827, bound: 60, low: null, high: null, n: 2_976, pass: true },
  { rule: 'classes-with-support', value: 14, bound: 3, low: null, high: null, n: 827, pass: true },
  { rule: 'accuracy', value: 0.021, bound: 0, low: -0.012, high: 0.053, n: 827, pass: false },
  { rule: 'macro-f1', value: 0.055, bound: 0, low: 0.025, high: 0.085, n: 827, pass: true },
  { rule: 'log-loss', value: -0.069, bound: 0, low: -0.083, high: -0.055, n: 2_976, pass: true },
];

export const HELD: Verdict = {
  model: 'next-affiliate-net',
  decision_point: 'nightly',
  verdict: 'HELD',
  rules: [...RULES],
};

export const PROMOTED: Verdict = {
  ...HELD,
  verdict: 'PROMOTED',
  rules: RULES.map((rule) => ({ ...rule, pass: true })),
};

/** A published run whose model was held; `changes` make another of it. */
export function makeReportData(changes: Partial<ReportData> = {}): ReportData {
  return {
    run: {
      pipeline: 'affiliate-expansion',
      dataset: 'shop',
      asOf: '2026-11-22',
      seed: 7,
      dryRun: false,
      source: {
        directory: '/data/shop',
        files: [
          { table: 'visits', path: '/data/shop/visits.csv', digest: 'd1'.repeat(32), bytes: 2_500_000 },
        ],
      },
      stale: [],
      policy: DEFAULT_POLICY,
      settings: {
        people: 'shop',
        timeZone: 'Asia/Seoul',
        language: 'ko',
        quietHours: null,
        caps: { perDay: null, perWeek: null },
        prices: null,
        holdoutShare: 0.1,
        globalHoldoutShare: 0.02,
        playbook: null,
        affiliatePlaybook: null,
        horizonDays: 14,
        extracts: 'overlapping',
        journeys: false,
        sinks: {},
        publishing: { minRowRatio: 0.1, maxRowRatio: 10, maxChangingShare: 1 },
      },
      playbook: null,
      affiliatePlaybook: null,
      earlier: [],
      exposure: {
        people: 'shop',
        salt: '5a17',
        members: 'd3',
        elsewhere: [],
        journeys: { datasets: [], messages: 'none' },
      },
    },
    runId: '0a1b2c3d-0000-0000-0000-000000000000',
    workflowId: 'affiliate-expansion/shop/2026-11-22',
    writtenAt: new Date('2026-11-22T02:00:00Z'),
    outcome: 'PUBLISHED',
    artifacts: {},
    metrics: {
      'next-affiliate': {
        test_rows: 2_976,
        test_cut: '2026-09-01',
        hit_at_1: 0.284,
        hit_at_1_low: 0.254,
        hit_at_1_high: 0.316,
        log_loss: 1.074,
        any_ece: 0.051,
        hit_at_1_transitions: 0.264,
        log_loss_transitions: 1.133,
        any_ece_transitions: 0.031,
      },
    },
    gates: [HELD],
    publication: {
      ...{ publicationId: 'pub_1', version: 3, rows: 110, changed: true, location: '/store/live' },
      diff: null,
      sinks: [],
    },
    lift: [],
    journeys: null,
    actions: [{ action: 'second-affiliate', channel: 'app', treatment: 1_234, holdout: 137 }],
    examples: [makeStrategy()],
    tables: [
      {
        table: 'visits',
        kept: 9_990,
        quarantined: 10,
        reasons: [{ column: 'day', rule: 'not a day', rows: 10 }],
      },
    ],
    insights: [],
    segments: null,
    lifetime: null,
    nextAffiliate: null,
    recommender: null,
    samples: [],
    dag: [
      { name: 'fit-next-affiliate', dependsOn: [] },
      { name: 'score-customers', dependsOn: ['fit-next-affiliate'] },
    ],
    steps: [
      makeStep({ name: 'fit-next-affiliate', metrics: { backend: 'tensorflow' } }),
      makeStep({ name: 'score-customers', metrics: { scorer: 'transitions' } }),
    ],
    ...changes,
  };
}
