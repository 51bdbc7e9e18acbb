import type { Activities, StepActivityName } from '../../activities/index.ts';
import type { JourneyActivities } from '../../activities/journeys/index.ts';
import { parseBackfill } from '../../activities/parse-backfill.ts';
import type { RunEnding } from '../../activities/record-outcome.ts';
import type { Parking } from '../../activities/record-parking.ts';
import type { ArtifactRef } from '../../models/contracts/artifact.ts';
import { NO_CHAMPION } from '../../models/contracts/champion.ts';
import { DECISION_POINTS } from '../../models/contracts/decision-point.ts';
import type { BusinessCase } from '../../models/contracts/pipeline.ts';
import { listSinks } from '../../models/contracts/sink.ts';
import type { StepCall, StepResult } from '../../models/contracts/step.ts';
import type { StepDecision } from '../../models/contracts/step-decision.ts';
import { CANARIES, type CanaryFinding } from '../../models/gates/canary-finding.ts';
import type { Verdict } from '../../models/gates/verdict.ts';
import type { PublicationDiff } from '../../models/publishing/publication-diff.ts';
import { DEFAULT_RECIPE } from '../../models/recommender/recipe.ts';
import {
  artifact,
  DIFF,
  LIVE_BASIS,
  PROPENSITY_CONTEXT,
  RECOMMENDER_VERDICT,
  RUN_CONTEXT,
  VERDICT,
  WEBHOOK,
} from '../models/contracts/examples.ts';

/** What each stub says it made. */
const OUTPUTS: Partial<Record<StepActivityName, readonly string[]>> = {
  resolveInput: [],
  ingestSource: ['demographics', 'purchases', 'quarantine'],
  buildAffiliateTables: [
    'affiliates',
    'affiliate_products',
    'contacts',
    'customer_affiliates',
    'customer_categories',
    'customer_habits',
    'customers',
    'extension_events',
    'nearest_branches',
    'next_affiliate_snapshots',
    'product_days',
    'product_features',
    'purchase_days',
    'repurchase_dates',
    'int_first_uses',
  ],
  auditAffiliateTables: [],
  findSegmentation: [],
  segmentCustomers: ['segments', 'segmentation', 'segment_report'],
  estimateLifetimeValue: ['lifetime_value', 'lifetime_report'],
  releaseSegmentation: [],
  exportAffiliateFeatures: [
    'features',
    'training',
    'validation',
    'test',
    'serving',
    'ripe_training',
    'ripe_validation',
  ],
  fitNextAffiliate: ['model'],
  evaluateNextAffiliate: ['evaluation', 'next_affiliate_report'],
  compareNextAffiliate: [],
  decideAffiliateRelease: [],
  scoreCustomers: ['next_affiliate'],
  exportInteractions: ['people', 'products', 'sellers', 'purchases'],
  fitRecommender: ['recommender'],
  evaluateRecommender: ['recommender_report', 'tested_hybrid'],
  decideRecommender: [],
  refitRecommender: ['recommender'],
  recommendProducts: ['recommendations', 'similar_products'],
  planAffiliateStrategies: ['strategies', 'suppressed'],
  exportEventRows: ['first', 'expanded'].flatMap((population) =>
    ['customer', 'time'].flatMap((split) =>
      ['training', 'validation', 'test'].map((part) => `${population}_${split}_${part}`),
    ),
  ),
  measureEventRun: ['customer', 'time'],
  measureLift: [],
  stagePublication: [],
  validatePublication: [],
  diffPublication: [],
  explainChanges: [],
  flipPublication: [],
  deliverPublication: [],
  writeReport: [],
  buildTrialTables: [
    'contacts',
    'landmarks',
    'registrants',
    'sites',
    'claim_counts',
    'claim_volumes',
    'int_stays',
    'int_visit_rows',
  ],
  auditTrialTables: [],
  testTrialInsights: ['insights'],
  checkTrialPointInTime: [],
  exportTrialFeatures: [
    'features',
    ...DECISION_POINTS.flatMap((point) =>
      ['training', 'validation', 'test', 'serving', 'ripe_training', 'ripe_validation'].map(
        (name) => `${point}_${name}`,
      ),
    ),
  ],
  findChampions: [],
  exportGridRows: [
    'features',
    ...['kept', 'deleted'].flatMap((population) =>
      ['training', 'validation', 'test'].map((name) => `${population}_${name}`),
    ),
  ],
  crossValidateRecipe: [],
  writeExperiment: [],
  fitBinaryModel: ['model'],
  evaluateBinaryModel: [],
  compareBinaryModel: [],
  promoteModels: [],
  decideTrialRelease: [],
  scoreTrialCustomers: ['predictions', 'reasons'],
  planTrialStrategies: ['strategies', 'suppressed'],
  startJourneys: [],
  resolvePropensity: [],
  ingestTable: ['features', 'profiles'],
  exportTableFeatures: ['training', 'validation', 'test', 'splits', 'question', 'specs'],
  checkLeaks: [],
  decidePropensityRelease: [],
  scoreTableRows: ['predictions', 'scores'],
};

interface PromotionParams {
  verdicts: Verdict[];
  candidates: Record<string, { refitted: ArtifactRef }>;
}

const SCOPE = { pipeline: 'affiliate-expansion', dataset: 'shop' };

/** What the stub of the canaries finds. */
export const FINDINGS: readonly CanaryFinding[] = DECISION_POINTS.flatMap((point) =>
  CANARIES.map((canary) => ({ point, canary, rows: 12, rows_changed: 0, columns_changed: [], pass: true })),
);

/** What a stubbed plan's holdout can show. */
const POWER = { C1: 'with 10 % held out …' };

/** What each stub answers beside its artifacts. */
const VALUES: Partial<Record<StepActivityName, (call: StepCall) => unknown>> = {
  resolveInput: ({ params }) => {
    const { input } = params as { input: { dryRun?: boolean } };
    return { ...RUN_CONTEXT, dryRun: input.dryRun ?? false };
  },
  findSegmentation: () => ({ before: null, live: null }),
  fitNextAffiliate: ({ params }) => ({ chosen: (params as { learners: string[] }).learners[0] }),
  compareNextAffiliate: ({ step }) => ({ of: step }),
  exportAffiliateFeatures: () => ({ enough: true, trainingOutcomes: 90 }),
  exportEventRows: () => ({ reason: null }),
  decideAffiliateRelease: () => ({ verdict: { ...VERDICT, released: 'candidate' }, evidence: {} }),
  exportInteractions: () => ({ testable: true }),
  fitRecommender: () => ({
    recipe: { ...DEFAULT_RECIPE, standIn: 'ease' },
    hasTrees: true,
    past: { refused: null, earlier: [] },
  }),
  evaluateRecommender: () => ({ evidence: {}, champion: null }),
  decideRecommender: () => ({ verdict: RECOMMENDER_VERDICT }),
  planAffiliateStrategies: () => ({ contentDigest: 'c0de', suppressed: { nightly_cap: 3 }, power: POWER }),
  stagePublication: () => ({
    ...{ publicationId: 'pub_1', version: 3, rows: 12, diff: null },
    ...{ isLive: false, isOwn: true },
  }),
  diffPublication: ({ pipeline }) => ({
    ...DIFF,
    ...{ causes: null, unexplained: 'nobody has scored again yet' },
    live: { strategies: artifact('strategies', 'e'), basis: LIVE_BASIS[pipeline as BusinessCase] },
  }),
  explainChanges: ({ params }) => {
    const { diff, unexplained } = params as { diff: PublicationDiff; unexplained: string | null };
    return { ...diff, causes: unexplained === null ? DIFF.causes : null, unexplained };
  },
  flipPublication: ({ params }) => ((params as { dryRun: boolean }).dryRun ? 'discarded' : 'live'),
  deliverPublication: ({ params }) => {
    const { sinks } = params as { sinks: { name: string }[] };
    return sinks.map(({ name }) => ({
      sink: name,
      state: 'delivered',
      rows: 12,
      location: `/live of ${name}`,
    }));
  },
  writeReport: () => '/reports/run.html',
  writeExperiment: () => '/reports/run.html',
  checkTrialPointInTime: () => FINDINGS,
  exportTrialFeatures: () => ({ trainable: DECISION_POINTS }),
  fitBinaryModel: ({ params }) => ({ chosen: (params as { recipes: { name: string }[] }).recipes[0]?.name }),
  evaluateBinaryModel: ({ step }) => ({ evidence: { of: step }, shuffled: { of: step } }),
  findChampions: ({ params }) =>
    Object.fromEntries((params as { points: string[] }).points.map((point) => [point, NO_CHAMPION])),
  compareBinaryModel: ({ step }) => ({ of: step }),
  decideTrialRelease: () => ({
    verdicts: DECISION_POINTS.map((decision_point) => ({
      ...VERDICT,
      decision_point,
      released: 'candidate',
    })),
  }),
  promoteModels: ({ params }) => {
    const { verdicts, candidates } = params as PromotionParams;
    const released = verdicts.flatMap(({ decision_point, model }) => {
      const candidate = candidates[`${decision_point}`];
      return candidate === undefined
        ? []
        : [[decision_point, { name: model, artifact: candidate.refitted }] as const];
    });
    return { verdicts, released: Object.fromEntries(released) };
  },
  planTrialStrategies: () => ({ contentDigest: 'c0de', suppressed: { outranked: 4 }, power: POWER }),
  resolvePropensity: ({ params }) => {
    const { input } = params as { input: { dryRun?: boolean } };
    return { ...PROPENSITY_CONTEXT, dryRun: input.dryRun ?? false };
  },
  exportTableFeatures: () => ({ untrainable: null, uses: { spend: 'number' } }),
  checkLeaks: () => ({ validationRows: 12, singles: [{ feature: 'spend', auc: 0.6 }] }),
  decidePropensityRelease: () => ({ verdict: { ...VERDICT, decision_point: null } }),
};

/** A replacement for a stub: its result, or what makes it fail. */
export type Replacement = (call: StepCall, answer: StepResult) => StepResult | Promise<StepResult>;

/** Activities that are no step and are stubbed by whoever needs them. */
const OTHERS = [
  'beginReplay',
  'closeJourney',
  'decideMessage',
  'decideModel',
  'openJourney',
  'planNight',
  'tellChanges',
] as const;
type OtherStubs = Partial<Pick<Activities & JourneyActivities, (typeof OTHERS)[number]>>;

function isOther(name: string): name is (typeof OTHERS)[number] {
  return OTHERS.some((other) => other === name);
}

/** Stubs for all activities, what they were called with, and how the run was said to have ended. */
export class StubActivities {
  readonly calls: StepCall[] = [];
  readonly endings: RunEnding[] = [];
  /** Steps that were said to wait, and what was decided about them, in order. */
  readonly parkings: Parking[] = [];
  readonly decisions: StepDecision[] = [];
  /** Whose changes people were to be told, in order. */
  readonly told: unknown[] = [];
  readonly #others: OtherStubs;
  readonly #replacements: Partial<Record<StepActivityName, Replacement>>;

  constructor(replacements: Partial<Record<StepActivityName, Replacement>> = {}, others: OtherStubs = {}) {
    this.#replacements = replacements;
    this.#others = others;
  }

  /** Answer as the activity of this name. */
  async answer(name: string, argument: unknown): Promise<unknown> {
    if (name === 'recordOutcome') this.endings.push(argument as RunEnding);
    if (name === 'recordParking') this.parkings.push(argument as Parking);
    if (name === 'recordStepDecision') this.decisions.push(argument as StepDecision);
    if (name.startsWith('record')) return undefined;
    if (name === 'parseBackfill') return parseBackfill()(argument);
    if (name === 'carryOutOrder')
      return { publicationId: 'pub_1', version: 3, ...SCOPE, sinks: listSinks({ crm: WEBHOOK }) };
    if (name === 'tellChanges') this.told.push(argument);
    if (name === 'tellChanges' && this.#others.tellChanges === undefined)
      return { cards: [], undelivered: 0 };
    if (isOther(name)) return this.#others[name]?.(argument as never);
    if (name === 'describeCode') {
      return Object.fromEntries(STUB_NAMES.map((step) => [step, { code: `code of ${step}`, libraries: {} }]));
    }
    const activity = name as StepActivityName;
    const call = argument as StepCall;
    this.calls.push(call);
    const result = answerOf(activity, call);
    return (await this.#replacements[activity]?.(call, result)) ?? result;
  }
}

function answerOf(activity: StepActivityName, call: StepCall): StepResult {
  const place = (STUB_NAMES.indexOf(activity) % 16).toString(16);
  return {
    step: call.step,
    key: place.repeat(32),
    reused: false,
    rows: 12,
    millis: 1,
    artifacts: Object.fromEntries((OUTPUTS[activity] ?? []).map((name) => [name, artifact(name, place)])),
    metrics: { of: call.step },
    value: VALUES[activity]?.(call) ?? null,
  };
}

const STUB_NAMES = Object.keys(OUTPUTS);

/** The step activities that make an artifact of this name. */
export function producersOf(artifact: string): StepActivityName[] {
  return (Object.keys(OUTPUTS) as StepActivityName[]).filter((name) => OUTPUTS[name]?.includes(artifact));
}

/** Names of all activities that a worker must have. */
export const ACTIVITY_NAMES = [
  ...STUB_NAMES,
  ...OTHERS,
  'carryOutOrder',
  'describeCode',
  'parseBackfill',
  'recordOutcome',
  'recordParking',
  'recordStepDecision',
];
