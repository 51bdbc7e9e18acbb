import type { ArtifactRef } from '../../../models/contracts/artifact.ts';
import type { BusinessCase } from '../../../models/contracts/pipeline.ts';
import type { PropensityContext, Publication, RunContext, RunResult } from '../../../models/contracts/run.ts';
import type { RunInput } from '../../../models/contracts/run-input.ts';
import type { StepCall, StepResult } from '../../../models/contracts/step.ts';
import type { WebhookSettings } from '../../../models/contracts/webhook-settings.ts';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import type { Verdict } from '../../../models/gates/verdict.ts';
import type { Basis } from '../../../models/publishing/basis.ts';
import type { PublicationDiff } from '../../../models/publishing/publication-diff.ts';

/** One example of everything that travels between a client, a workflow and an activity. */

/** A committed file by name; its digest tells it from others. */
export function artifact(name: string, digit = 'a'): ArtifactRef {
  return { uri: `store:artifacts/step/key/content/${name}`, digest: digit.repeat(64), rows: 12 };
}

export const RUN_INPUT: Required<RunInput> = {
  source: '/data/shop',
  dataset: 'shop',
  asOf: '2021-12-15',
  seed: 7,
  dryRun: false,
  set: { 'gate.accuracyMargin': '0.01' },
  force: 'again',
  onFailure: 'park',
  parkUntil: '2021-12-15T16:00:00Z',
  replay: { run: 'latest', from: 'plan-strategies' },
};

export const WEBHOOK: WebhookSettings = {
  ...{ kind: 'webhook', url: 'https://crm.example.com/offers', secret: { env: 'CRM_SECRET' } },
  ...{ batchSize: 500, timeoutSeconds: 30, attempts: 5, allowPrivate: false },
};

export const RUN_CONTEXT: RunContext = {
  pipeline: 'affiliate-expansion',
  dataset: 'shop',
  asOf: '2021-12-15',
  seed: 7,
  dryRun: false,
  source: {
    directory: '/data/shop',
    files: [
      { table: 'demographics', path: '/data/shop/DEMO.csv', digest: 'd'.repeat(64), bytes: 12 },
      { table: 'purchases', path: '/data/shop/PDDE.csv', digest: 'e'.repeat(64), bytes: 4_400_000_000 },
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
    journeys: true,
    sinks: { crm: WEBHOOK },
    publishing: { minRowRatio: 0.1, maxRowRatio: 10, maxChangingShare: 1 },
  },
  playbook: null,
  affiliatePlaybook: null,
  earlier: [{ asOf: '2021-12-14', digest: 'b'.repeat(64) }],
  exposure: {
    people: 'shop',
    salt: '0123456789ab',
    members: 'c'.repeat(64),
    elsewhere: [],
    journeys: { datasets: [], messages: 'none' },
  },
};

export const PROPENSITY_CONTEXT: PropensityContext = {
  ...RUN_CONTEXT,
  pipeline: 'propensity',
  dataset: 'offer',
  source: {
    directory: '/data',
    files: [{ table: 'offer', path: '/data/offer.csv', digest: 'f'.repeat(64), bytes: 12 }],
  },
  earlier: [],
  exposure: null,
  columns: { id: 'customer', label: 'paid', time: 'seen_at' },
};

export const VERDICT: Verdict = {
  model: 'next-affiliate-net',
  decision_point: 'next-affiliate',
  verdict: 'PROMOTED',
  rules: [
    { rule: 'enough-rows', value: 900, bound: 300, low: null, high: null, n: 900, pass: true },
    { rule: 'accuracy', value: 0.031, bound: 0, low: 0.002, high: 0.06, n: 240, pass: true },
  ],
};

export const RECOMMENDER_VERDICT: Verdict = {
  ...VERDICT,
  model: 'recommender',
  decision_point: 'recommender',
  released: 'candidate',
};

export const STEP_CALL: StepCall = {
  step: 'fit-next-affiliate',
  pipeline: 'affiliate-expansion',
  dataset: 'shop',
  effect: 'pure',
  params: { seed: 7 },
  inputs: { training: artifact('training.arrow'), validation: artifact('validation.arrow', 'b') },
  force: 'again',
};

export const STEP_RESULT: StepResult = {
  step: 'fit-next-affiliate',
  key: 'k'.repeat(32),
  reused: false,
  rows: 3_000_000_000,
  millis: 1234,
  artifacts: { model: artifact('model.json') },
  metrics: { epochs: 12, backend: 'tensorflow', early: true, lift: null, loss: 0.123456789012345 },
  value: { verdict: VERDICT },
};

export const DIFF: PublicationDiff = {
  against: 'pub_0',
  againstVersion: 2,
  customers: 1_050,
  before: 1_000,
  same: 900,
  changed: 80,
  added: 70,
  removed: 20,
  causes: { dataOnly: 120, modelOnly: 20, eitherAlone: 15, bothNeeded: 10, rulesOrSuppression: 5 },
  unexplained: null,
};

export const PUBLICATION: Publication = {
  publicationId: 'pub_1',
  version: 3,
  rows: 1_100,
  changed: true,
  location: '/store/live',
  diff: DIFF,
  sinks: [
    { sink: 'postgres', state: 'delivered', rows: 1_000, location: 'crosslift.live_strategies' },
    { sink: 'files', state: 'delivered', rows: 1_000, location: '/store/live' },
  ],
};

export const RUN_RESULT: RunResult = {
  runId: '01909a2e-0000-7000-8000-000000000000',
  workflowId: 'affiliate-expansion/shop/2021-12-15',
  pipeline: 'affiliate-expansion',
  outcome: 'PUBLISHED',
  asOf: '2021-12-15',
  artifacts: { strategies: artifact('strategies.parquet') },
  metrics: { 'next-affiliate': { hit_at_1: 0.31, macro_f1: null } },
  gates: [VERDICT],
  publication: PUBLICATION,
  report: '/store/reports/01909a2e.html',
};

const refs = (names: string, digit = 'e') =>
  Object.fromEntries(names.split(' ').map((name) => [name, artifact(name, digit)]));

/** What the publication before rested on: other data, other models. */
export const LIVE_BASIS: Readonly<Record<BusinessCase, Basis>> = {
  'trial-conversion': {
    data: {
      ...{ asOf: '2021-12-14', since: '2021-12-13' },
      artifacts: refs('landmarks registrants contacts sites insights'),
    },
    models: {
      id: 'other',
      choices: { scorers: { registration: 'registration' }, names: { registration: 'mlp' } },
      artifacts: { registration_released: artifact('model', 'e') },
    },
    scores: refs('predictions'),
  },
  'affiliate-expansion': {
    data: {
      ...{ asOf: '2021-12-14', since: null },
      artifacts: refs(
        'affiliates affiliate_products contacts customers customer_affiliates customer_habits nearest_branches product_features repurchase_dates customer_categories training test serving people products sellers purchases lifetime_value',
      ),
    },
    models: {
      id: 'other',
      choices: { scorer: 'transitions', recommender: 'ease', recipe: null, personaUse: 'rules' },
      artifacts: { ...refs('segmentation recommender'), released: artifact('model', 'e') },
    },
    scores: refs('segments next_affiliate recommendations'),
  },
};
