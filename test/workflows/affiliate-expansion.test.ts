import { randomUUID } from 'node:crypto';
import { WorkflowFailedError, type WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure, defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { artifactKey } from '../../models/artifact-key.ts';
import { NO_CHAMPION } from '../../models/contracts/champion.ts';
import type { RunResult } from '../../models/contracts/run.ts';
import type { RunInput } from '../../models/contracts/run-input.ts';
import { NEXT_AFFILIATE_LEARNERS } from '../../models/next-affiliate/next-affiliate-recipe.ts';
import { dagOf, STEPS, TASK_QUEUE } from '../../workflows/steps.ts';
import { artifact, DIFF, RECOMMENDER_VERDICT, RUN_CONTEXT, VERDICT } from '../models/contracts/examples.ts';
import { startWorkflowServer, type WorkflowServer } from './start-workflow-server.ts';
import { producersOf, StubActivities } from './stub-activities.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
});
afterAll(() => server?.stop());

const ENTRIES = STEPS['affiliate-expansion'];
const NAMES = ENTRIES.map(({ name }) => name);

type Handle = WorkflowHandleWithFirstExecutionRunId<() => Promise<RunResult>>;

/** Start a run on these activities. */
async function start(activities: StubActivities, ...args: (RunInput | null)[]): Promise<Handle> {
  server.use(activities);
  return server.environment.client.workflow.start<() => Promise<RunResult>>('affiliateExpansion', {
    workflowId: `affiliate-expansion/shop/${randomUUID()}`,
    taskQueue: TASK_QUEUE,
    args: args as never,
  });
}

/** Run to the end. */
async function run(activities: StubActivities, ...args: (RunInput | null)[]) {
  const handle = await start(activities, ...args);
  return { handle, result: await handle.result() };
}
const callOf = (activities: StubActivities, step: string) =>
  activities.calls.find((call) => call.step === step);
const stepsOf = (activities: StubActivities) => activities.calls.map(({ step }) => step);
const reportsOf = ['lifetime_report', 'recommender_report', 'segment_report'];

/** What a plan reads. */
const PLANNED =
  'affiliate_products affiliates contacts customer_affiliates customer_habits customers lifetime_value nearest_branches next_affiliate product_features recommendations repurchase_dates segments';

const held = { ...VERDICT, verdict: 'HELD' as const, released: null };
const HOLD = {
  decideAffiliateRelease: (_: unknown, answer: object) =>
    ({ ...answer, value: { verdict: held, evidence: {} } }) as never,
};

describe('a run', () => {
  it('takes the steps in the order of the DAG and gives each what it reads', async () => {
    const activities = new StubActivities();
    const { handle, result } = await run(activities, { dataset: 'shop', seed: 7 });
    const taken = stepsOf(activities);
    // What does not need each other runs side by side, in no fixed order.
    expect([...taken].sort()).toEqual([...NAMES].sort());
    for (const { name, dependsOn } of ENTRIES) {
      for (const before of dependsOn) expect(taken.indexOf(before)).toBeLessThan(taken.indexOf(name));
    }
    const inputs = activities.calls.map(({ step, inputs }) => [step, Object.keys(inputs).sort().join(' ')]);
    expect(Object.fromEntries(inputs)).toEqual({
      'resolve-input': '',
      'ingest-source': '',
      'build-tables': 'demographics purchases',
      'audit-tables':
        'affiliate_products affiliates contacts customer_affiliates customer_categories customer_habits customers demographics extension_events int_first_uses nearest_branches next_affiliate_snapshots product_days product_features purchase_days purchases quarantine repurchase_dates',
      'measure-lift': 'customer_affiliates product_days purchase_days',
      'find-segmentation': '',
      'segment-customers': 'affiliates customer_categories customers',
      'estimate-lifetime-value': 'customer_affiliates customers purchase_days',
      'export-features': 'affiliates next_affiliate_snapshots',
      'find-champions': '',
      'fit-next-affiliate': 'features training validation',
      'evaluate-next-affiliate': 'model test training',
      'compare-next-affiliate': 'features model test training validation',
      'decide-release': 'evaluation test',
      'refit-next-affiliate': 'features training validation',
      'promote-next-affiliate': '',
      'score-customers': 'model released serving test training',
      'export-interactions': 'customers product_days product_features',
      'fit-recommender': 'people products purchases sellers',
      'evaluate-recommender': 'people products purchases recommender sellers',
      'decide-recommender': '',
      'refit-recommender': 'people products purchases recommender sellers tested_hybrid',
      'promote-recommender': '',
      'recommend-products': 'next_affiliate people products purchases recommender sellers',
      'plan-strategies': PLANNED,
      'stage-publication': 'strategies',
      'validate-publication': 'strategies',
      'diff-publication': 'strategies suppressed',
      'replan-old': PLANNED,
      'rescore-segments-new-data': 'affiliates customer_categories customers live_segmentation',
      'rescore-next-affiliate-new-data': 'model released serving test training',
      'rescore-products-new-data': 'next_affiliate people products purchases recommender sellers',
      'replan-new-data': PLANNED,
      'rescore-segments-new-model': 'affiliates customer_categories customers live_segmentation',
      'rescore-next-affiliate-new-model': 'model released serving test training',
      'rescore-products-new-model': 'next_affiliate people products purchases recommender sellers',
      'replan-new-model': PLANNED,
      'explain-changes': 'after before newData newModel old',
      'flip-publication': '',
      'deliver-postgres': '',
      'deliver-files': '',
      'deliver-webhook': '',
      'release-segmentation': 'segmentation segments',
      'write-report':
        'customer_affiliates lifetime_report next_affiliate_report product_days product_features recommender_report segment_report strategies suppressed',
    });
    const { workflowId, firstExecutionRunId: runId } = handle;
    expect(result).toMatchObject({
      runId,
      workflowId,
      pipeline: 'affiliate-expansion',
      outcome: 'PUBLISHED',
      asOf: '2021-12-15',
      gates: [{ ...VERDICT, released: 'candidate' }, RECOMMENDER_VERDICT],
      publication: { publicationId: 'pub_1', version: 3 },
      report: '/reports/run.html',
    });
    expect(Object.keys(result.artifacts).sort()).toEqual([
      'customers',
      'lifetime_value',
      'next_affiliate',
      'quarantine',
      'recommendations',
      'segments',
      'similar_products',
      'strategies',
    ]);
    expect(activities.endings).toEqual([
      expect.objectContaining({ runId, state: 'finished', outcome: 'PUBLISHED', result, error: null }),
    ]);
  });

  it('reads nothing that the registry does not say it depends on', async () => {
    const activities = new StubActivities();
    await run(activities, {});
    const before = new Map<string, Set<string>>();
    for (const { name, dependsOn } of dagOf('affiliate-expansion')) {
      before.set(name, new Set(dependsOn.flatMap((step) => [step, ...(before.get(step) ?? [])])));
    }
    for (const { step, inputs } of activities.calls) {
      for (const { uri } of Object.values(inputs)) {
        const name = uri.split('/').at(-1) ?? '';
        const makers = ENTRIES.filter(({ activity }) => producersOf(name).includes(activity));
        expect(
          makers.some((maker) => before.get(step)?.has(maker.name)),
          `${step} reads ${name}`,
        ).toBe(true);
      }
    }
  });

  it('gives every step its dataset and effect; params come from the recorded context', async () => {
    const activities = new StubActivities();
    await run(activities, { source: '/data/shop' });
    for (const { step, effect, dataset, pipeline, force } of activities.calls) {
      expect({ effect, pipeline }).toEqual({
        effect: ENTRIES.find(({ name }) => name === step)?.effect,
        pipeline: 'affiliate-expansion',
      });
      expect(dataset).toBe(step === 'resolve-input' ? '' : 'shop');
      expect(force).toBeUndefined();
    }
    const { settings, policy } = RUN_CONTEXT;
    expect(callOf(activities, 'resolve-input')?.params).toEqual({
      pipeline: 'affiliate-expansion',
      input: { source: '/data/shop' },
    });
    expect(callOf(activities, 'ingest-source')?.params).toEqual({
      pipeline: 'affiliate-expansion',
      directory: '/data/shop',
      digests: { demographics: 'd'.repeat(64), purchases: 'e'.repeat(64) },
      timeZone: settings.timeZone,
    });
    expect(callOf(activities, 'build-tables')?.params).toEqual({
      asOf: '2021-12-15',
      extracts: 'overlapping',
    });
    expect(callOf(activities, 'export-features')?.params).toEqual({
      members: {
        ...{ dataset: 'shop', pipeline: 'affiliate-expansion', asOf: '2021-12-15' },
        digest: RUN_CONTEXT.exposure!.members,
      },
    });
    expect(callOf(activities, 'fit-next-affiliate')?.params).toEqual({
      seed: 7,
      learners: [...NEXT_AFFILIATE_LEARNERS],
    });
    expect(callOf(activities, 'compare-next-affiliate')?.params).toEqual({
      ...{ seed: 7, resamples: policy.resamples, championUntil: null },
    });
    expect(callOf(activities, 'decide-release')?.params).toEqual({
      ...{ asOf: '2021-12-15', decisionPoint: 'next-affiliate', seed: 7, policy, found: NO_CHAMPION },
      recipe: { learner: 'next-affiliate-net' },
      artifact: expect.objectContaining({ uri: expect.stringContaining('/model') }),
      metrics: { of: 'evaluate-next-affiliate' },
      comparison: { of: 'compare-next-affiliate' },
    });
    expect(callOf(activities, 'refit-next-affiliate')?.params).toEqual({
      ...{ seed: 7, learners: ['next-affiliate-net'] },
    });
    expect(callOf(activities, 'promote-next-affiliate')?.params).toMatchObject({
      asOf: '2021-12-15',
      candidates: { 'next-affiliate': {} },
      champions: { 'next-affiliate': NO_CHAMPION },
    });
    expect(callOf(activities, 'plan-strategies')?.params).toMatchObject({
      dataset: 'shop',
      asOf: '2021-12-15',
      holdoutShare: settings.holdoutShare,
      language: settings.language,
      caps: settings.caps,
      globalHoldoutShare: settings.globalHoldoutShare,
      earlier: RUN_CONTEXT.earlier,
      scorer: { standsIn: false },
      personaUse: 'descriptive-only',
    });
    expect(callOf(activities, 'stage-publication')?.params).toEqual({
      asOf: '2021-12-15',
      dryRun: false,
      sinks: ['postgres', 'files', 'crm'],
      contentDigest: 'c0de',
      suppressed: { nightly_cap: 3 },
      basis: expect.objectContaining({
        data: expect.objectContaining({ asOf: '2021-12-15', since: '2021-12-14' }),
        models: expect.objectContaining({
          choices: {
            ...{ scorer: 'next-affiliate-net', recommender: 'reranker', recipe: null },
            personaUse: 'descriptive-only',
          },
        }),
      }),
    });
    expect(callOf(activities, 'diff-publication')?.params).toMatchObject({
      held: { champions: [], standIns: [] },
    });
    // What was live is planned by tonight's rules, on its own day.
    expect(callOf(activities, 'replan-old')?.params).toMatchObject({
      ...{ asOf: '2021-12-15', earlier: RUN_CONTEXT.earlier, known: { asOf: '2021-12-14', since: null } },
      ...{ scorer: { name: 'transitions' }, recommender: { name: 'ease' }, personaUse: 'rules' },
    });
  });

  it('passes a force token to every step', async () => {
    const activities = new StubActivities();
    await run(activities, { force: 'again' });
    expect(new Set(activities.calls.map(({ force }) => force))).toEqual(new Set(['again']));
  });

  it.each<[string, [] | [null]]>([
    ['no input at all', []],
    ['null', [null]],
  ])('starts with %s, as from the Temporal UI', async (_, args) => {
    const activities = new StubActivities();
    expect((await run(activities, ...args)).result.outcome).toBe('PUBLISHED');
    expect(callOf(activities, 'resolve-input')?.params).toEqual({
      pipeline: 'affiliate-expansion',
      input: {},
    });
  });
});

describe('what the gate says', () => {
  it.each([
    ['PROMOTED', {}, 'next-affiliate-net', false],
    ['HELD', HOLD, 'transitions', true],
  ])('%s: %# customers are scored by %s', async (_, replacements, scorer, standsIn) => {
    const activities = new StubActivities(replacements);
    const { result } = await run(activities, {});
    expect(callOf(activities, 'score-customers')?.params).toEqual({ scorer });
    expect(callOf(activities, 'plan-strategies')?.params).toMatchObject({
      scorer: { name: expect.stringMatching(new RegExp(`^${scorer}@[0-9a-f]{12}$`)), standsIn },
    });
    expect(result.outcome).toBe('PUBLISHED');
  });

  it('KEPT: the champion scores customers, nothing is fitted anew, and the comparison was given its model', async () => {
    const champion = {
      ...{ version: 2, name: 'next-affiliate-boosting', recipe: { learner: 'next-affiliate-boosting' } },
      ...{ candidateDigest: 'c'.repeat(64), artifact: artifact('champion.json', 'c') },
      ...{ trainedUntil: '2021-12-08', asOf: '2021-12-08', approvedUntil: null },
    };
    const found = { before: champion, today: null, live: { version: 2, asOf: '2021-12-08' }, refused: null };
    const kept = { ...VERDICT, verdict: 'KEPT', released: 'champion', reason: 'not surely better' };
    const activities = new StubActivities({
      findChampions: (_, answer) => ({ ...answer, value: { 'next-affiliate': found } }),
      decideAffiliateRelease: (_, answer) => ({ ...answer, value: { verdict: kept, evidence: {} } }),
      promoteModels: (_, answer) => ({
        ...answer,
        value: {
          verdicts: [kept],
          released: { 'next-affiliate': { name: champion.name, artifact: champion.artifact } },
        },
      }),
    });
    const { result } = await run(activities, {});
    expect(callOf(activities, 'compare-next-affiliate')).toMatchObject({
      params: { championUntil: '2021-12-08' },
      inputs: { champion: champion.artifact },
    });
    expect(stepsOf(activities)).not.toContain('refit-next-affiliate');
    expect(callOf(activities, 'score-customers')).toMatchObject({
      params: { scorer: 'next-affiliate-boosting' },
      inputs: { released: champion.artifact },
    });
    expect(callOf(activities, 'plan-strategies')?.params).toMatchObject({ scorer: { standsIn: false } });
    expect(result.gates[0]).toEqual(kept);
  });

  describe('nothing, where there is no history', () => {
    const noHistory: ConstructorParameters<typeof StubActivities>[0] = {
      exportAffiliateFeatures: (_, answer) => ({
        ...answer,
        artifacts: {},
        value: { enough: false, trainingOutcomes: 0 },
      }),
    };
    const verdict = { model: 'next-affiliate', verdict: 'INSUFFICIENT_DATA', rules: [] };
    const withoutPlan = [
      ...NAMES.slice(0, NAMES.indexOf('export-features') + 1),
      'export-interactions',
      'fit-recommender',
      'evaluate-recommender',
      'decide-recommender',
      'refit-recommender',
      'promote-recommender',
      'recommend-products',
      'release-segmentation',
      'write-report',
    ];

    it('reminders and care are planned and published all the same', async () => {
      const activities = new StubActivities(noHistory);
      const { result } = await run(activities, {});
      expect(stepsOf(activities)).not.toContain('score-customers');
      expect(callOf(activities, 'plan-strategies')).toMatchObject({ params: { scorer: null } });
      expect(callOf(activities, 'plan-strategies')?.inputs).not.toHaveProperty('next_affiliate');
      expect(result).toMatchObject({
        outcome: 'PUBLISHED',
        publication: { publicationId: 'pub_1' },
        gates: [verdict, RECOMMENDER_VERDICT],
      });
      expect(result.artifacts).toHaveProperty('strategies');
      expect(result.artifacts).not.toHaveProperty('next_affiliate');
    });

    it('what is live stays where there is nothing to say to anybody', async () => {
      const activities = new StubActivities({
        ...noHistory,
        planAffiliateStrategies: (_, answer) => ({
          ...answer,
          artifacts: {
            ...answer.artifacts,
            strategies: { ...answer.artifacts.strategies!, rows: 0 },
          },
        }),
      });
      const { result } = await run(activities, {});
      expect(stepsOf(activities).sort()).toEqual([...withoutPlan, 'plan-strategies'].sort());
      expect(result).toMatchObject({ outcome: 'INSUFFICIENT_DATA', publication: null, gates: [verdict] });
    });

    it('what is live stays where there was a champion: the source has lost its past', async () => {
      const found = { before: null, today: null, live: { version: 2, asOf: '2021-12-08' }, refused: null };
      const activities = new StubActivities({
        ...noHistory,
        findChampions: (_, answer) => ({ ...answer, value: { 'next-affiliate': found } }),
      });
      const { result } = await run(activities, {});
      expect(stepsOf(activities).sort()).toEqual(withoutPlan.sort());
      expect(result).toMatchObject({ outcome: 'INSUFFICIENT_DATA', publication: null, gates: [verdict] });
      expect(Object.keys(result.artifacts).sort()).toEqual([
        'customers',
        'lifetime_value',
        'quarantine',
        'recommendations',
        'segments',
        'similar_products',
      ]);
      expect(Object.keys(result.metrics)).toEqual(expect.arrayContaining(['segments', 'lifetime']));
      expect(Object.keys(callOf(activities, 'write-report')?.inputs ?? {}).sort()).toEqual(reportsOf);
    });
  });
});

it('says of segments and lifetime values how far they can be relied on, beside the gates of models', async () => {
  const of = (decision_point: string) => ({ ...VERDICT, decision_point });
  const activities = new StubActivities({
    segmentCustomers: (_, answer) => ({ ...answer, value: { verdict: of('segments') } }),
    estimateLifetimeValue: (_, answer) => ({ ...answer, value: { verdict: of('lifetime-value') } }),
  });
  const { result } = await run(activities, {});
  expect(result.gates.slice(2)).toEqual([of('segments'), of('lifetime-value')]);
});

describe('what the recommender is judged', () => {
  const scorerOf = (activities: StubActivities) => callOf(activities, 'recommend-products')?.params;

  it('the re-ranker ranks where its gate released it', async () => {
    const activities = new StubActivities();
    await run(activities, {});
    expect(scorerOf(activities)).toMatchObject({ scorer: 'reranker' });
  });

  it('KEPT: the champion ranks products, nothing is trained anew, and was beside the candidate', async () => {
    const champion = {
      ...{ version: 3, name: 'recommender', recipe: { standIn: 'popularity' } },
      ...{ candidateDigest: 'c'.repeat(64), artifact: artifact('champion.json', 'c') },
      ...{ trainedUntil: '2021-12-08', asOf: '2021-12-08', approvedUntil: null },
    };
    const found = { before: champion, today: null, live: { version: 3, asOf: '2021-12-08' }, refused: null };
    const kept = { ...RECOMMENDER_VERDICT, verdict: 'KEPT', released: 'champion' };
    const activities = new StubActivities({
      findChampions: (_, answer) => ({ ...answer, value: { recommender: found } }),
      fitRecommender: (_, answer) => ({
        ...answer,
        artifacts: { ...answer.artifacts, rival: artifact('rival.json', 'd') },
      }),
      decideRecommender: (_, answer) => ({ ...answer, value: { verdict: kept } }),
      promoteModels: ({ step }, answer) =>
        step === 'promote-recommender'
          ? {
              ...answer,
              value: {
                verdicts: [kept],
                released: { recommender: { name: champion.name, artifact: champion.artifact } },
              },
            }
          : answer,
    });
    const { result } = await run(activities, {});
    expect(callOf(activities, 'fit-recommender')?.inputs).toMatchObject({ champion: champion.artifact });
    expect(callOf(activities, 'evaluate-recommender')).toMatchObject({
      params: { championUntil: '2021-12-08' },
      inputs: { champion: champion.artifact, rival: artifact('rival.json', 'd') },
    });
    expect(stepsOf(activities)).not.toContain('refit-recommender');
    expect(scorerOf(activities)).toMatchObject({ scorer: 'reranker' });
    expect(callOf(activities, 'recommend-products')?.inputs).toMatchObject({
      recommender: champion.artifact,
    });
    expect(result.gates[1]).toEqual(kept);
  });

  it('what validated better stands in where it is held', async () => {
    const activities = new StubActivities({
      decideRecommender: (_, answer) => ({
        ...answer,
        value: { verdict: { ...RECOMMENDER_VERDICT, verdict: 'HELD', released: null } },
      }),
    });
    const { result } = await run(activities, {});
    expect(scorerOf(activities)).toMatchObject({ scorer: 'ease' });
    expect(result.outcome).toBe('PUBLISHED');
  });

  it('nothing, where the history is too short: popularity stands in, and no model is fitted', async () => {
    const activities = new StubActivities({
      exportInteractions: (_, answer) => ({ ...answer, value: { testable: false } }),
    });
    const { result } = await run(activities, {});
    expect(scorerOf(activities)).toMatchObject({ scorer: 'popularity' });
    expect(stepsOf(activities)).not.toContain('fit-recommender');
    expect(result.gates.at(-1)).toEqual({
      model: 'recommender',
      decision_point: 'recommender',
      verdict: 'INSUFFICIENT_DATA',
      rules: [],
    });
    expect(result.artifacts).toHaveProperty('recommendations');
  });
});

describe('segments', () => {
  it('are given what is live, as the run found it, and replace nothing else', async () => {
    const before = {
      asOf: '2021-12-14',
      segmentation: artifact('old.json'),
      segments: artifact('old.parquet', 'b'),
    };
    const activities = new StubActivities({
      findSegmentation: (_, answer) => ({ ...answer, value: { before, live: 'seg_1' } }),
    });
    await run(activities, {});
    const { params, inputs } = callOf(activities, 'segment-customers') ?? {};
    expect(params).toEqual({ asOf: '2021-12-15', seed: 7, language: 'ko', since: '2021-12-14' });
    expect(inputs).toMatchObject({
      live_segmentation: before.segmentation,
      live_segments: before.segments,
    });
    expect(callOf(activities, 'release-segmentation')?.params).toEqual({
      asOf: '2021-12-15',
      dryRun: false,
      live: 'seg_1',
    });
  });

  it('are not kept for the next night where nobody has a row to make any of', async () => {
    const activities = new StubActivities({
      segmentCustomers: (_, { artifacts: { segmentation: _none, ...artifacts }, ...answer }) => ({
        ...answer,
        artifacts,
      }),
    });
    expect((await run(activities, {})).result.outcome).toBe('PUBLISHED');
    expect(stepsOf(activities)).not.toContain('release-segmentation');
  });
});

it.each([true, false])(
  'what was cleaned is among the figures of a run (enough history: %s)',
  async (enough) => {
    const activities = new StubActivities({
      buildAffiliateTables: (_, answer) => ({
        ...answer,
        metrics: { 'marts.customers': 3, 'cleaning.payments.payments_matched': 7 },
      }),
      exportAffiliateFeatures: (_, answer) => ({ ...answer, value: { enough, trainingOutcomes: 90 } }),
    });
    const { result } = await run(activities, {});
    expect(result.metrics.cleaning).toEqual({ 'payments.payments_matched': 7 });
  },
);

it('a source that is too old is not even read: the run says so and leaves what is live', async () => {
  const stale = [{ table: 'visits', newest: '2021-06-30', maxAgeDays: 7 }];
  const activities = new StubActivities({
    resolveInput: (_, answer) => ({ ...answer, value: { ...RUN_CONTEXT, stale } }),
  });
  const { result } = await run(activities, {});
  expect(stepsOf(activities)).toEqual(['resolve-input', 'write-report']);
  expect(result).toMatchObject({
    outcome: 'INSUFFICIENT_DATA',
    publication: null,
    artifacts: {},
    metrics: {
      source: { stale: 'the newest event of visits is of 2021-06-30 (at most 7 days old is expected)' },
    },
  });
});

it('a dry run does everything but publish', async () => {
  const activities = new StubActivities();
  const { result } = await run(activities, { dryRun: true });
  expect(result).toMatchObject({ outcome: 'DRY_RUN', publication: null });
  expect(stepsOf(activities).sort()).toEqual(NAMES.filter((name) => !name.startsWith('deliver-')).sort());
  expect(callOf(activities, 'flip-publication')?.params).toMatchObject({ dryRun: true });
  expect(callOf(activities, 'stage-publication')?.params).toMatchObject({ dryRun: true });
  expect(callOf(activities, 'release-segmentation')?.params).toMatchObject({ dryRun: true });
  expect(activities.endings).toEqual([expect.objectContaining({ state: 'finished', outcome: 'DRY_RUN' })]);
});

describe('publishing', () => {
  it('compares again where something else went live in between, with what is live then', async () => {
    let diffs = 0;
    const activities = new StubActivities({
      diffPublication: (_, answer) => ({
        ...answer,
        value: { ...DIFF, against: `pub_${diffs++}`, live: null },
      }),
      flipPublication: ({ params }, answer) => ({
        ...answer,
        value: (params as { against: string }).against === 'pub_2' ? 'live' : 'overtaken',
      }),
    });
    const { result } = await run(activities, {});
    expect(result).toMatchObject({ outcome: 'PUBLISHED', publication: { diff: { against: 'pub_2' } } });
    expect(stepsOf(activities).filter((step) => step === 'flip-publication')).toHaveLength(3);
  });

  it('goes straight to the sinks where the same strategies are live already', async () => {
    const activities = new StubActivities({
      stagePublication: (_, answer) => ({
        ...answer,
        value: { publicationId: 'pub_1', version: 3, rows: 12, diff: DIFF, isLive: true, isOwn: false },
      }),
    });
    const { result } = await run(activities, {});
    expect(result.publication).toMatchObject({ changed: false, diff: DIFF });
    const steps = stepsOf(activities);
    expect(steps).not.toContain('flip-publication');
    expect(steps).toContain('deliver-files');
  });

  it('is PARTIAL where one sink fails to the last, and the others are done', async () => {
    const activities = new StubActivities({
      deliverPublication: ({ step }, answer) => {
        if (step === 'deliver-files') throw ApplicationFailure.nonRetryable('no space left', 'Error');
        return answer;
      },
    });
    const { result } = await run(activities, {});
    expect(result).toMatchObject({
      outcome: 'PARTIAL',
      publication: {
        sinks: [
          { sink: 'postgres', state: 'delivered' },
          { sink: 'files', state: 'failed', error: 'Error: no space left' },
          { sink: 'crm', state: 'delivered' },
        ],
      },
    });
  });
});

describe('a step that fails', () => {
  it('for good: ends the run with its own type, and is recorded', async () => {
    const activities = new StubActivities({
      buildAffiliateTables: () => {
        throw ApplicationFailure.nonRetryable('visits.csv lacks column cust', 'ContractError');
      },
    });
    const handle = await start(activities, {});
    const error = await handle.result().catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(WorkflowFailedError);
    expect((error as WorkflowFailedError).cause?.cause).toMatchObject({
      name: 'ApplicationFailure',
      type: 'ContractError',
      message: 'visits.csv lacks column cust',
    });
    expect(stepsOf(activities)).toEqual(['resolve-input', 'ingest-source', 'build-tables']);
    expect(activities.endings).toEqual([
      expect.objectContaining({
        runId: handle.firstExecutionRunId,
        state: 'failed',
        outcome: null,
        result: null,
        error: 'ContractError: visits.csv lacks column cust',
      }),
    ]);
    const { memo } = await handle.describe();
    expect(memo).toMatchObject({ outcome: 'failed' });
    const lines = String(memo?.dag).split('\n');
    expect(lines).toContainEqual(expect.stringMatching(/^✗ build-tables \d+\.\d s$/));
    expect(lines).toContain('· audit-tables');
  });

  it('once: is tried again', async () => {
    let attempts = 0;
    const activities = new StubActivities({
      ingestSource: (_, answer) => {
        attempts += 1;
        if (attempts === 1) throw new Error('connection reset');
        return answer;
      },
    });
    expect((await run(activities, {})).result.outcome).toBe('PUBLISHED');
    expect(attempts).toBe(2);
  });

  it('at the very start, too', async () => {
    const activities = new StubActivities({
      resolveInput: () => {
        throw ApplicationFailure.nonRetryable('the source /data/shop does not exist', 'ContractError');
      },
    });
    await expect((await start(activities, {})).result()).rejects.toThrow();
    expect(activities.endings).toEqual([
      expect.objectContaining({
        state: 'failed',
        error: 'ContractError: the source /data/shop does not exist',
      }),
    ]);
  });
});

it('a fault in the workflow itself fails the run instead of trying the same task for ever', async () => {
  const activities = new StubActivities({
    exportAffiliateFeatures: (_, answer) => ({ ...answer, value: null }),
  });
  const handle = await start(activities, {});
  await expect(handle.result()).rejects.toBeInstanceOf(WorkflowFailedError);
  expect(activities.endings).toEqual([
    expect.objectContaining({ state: 'failed', error: expect.stringContaining('null') }),
  ]);
});

it('a run that is cancelled stops at its step, and is recorded', async () => {
  let reached = () => {};
  const training = new Promise<void>((resolve) => {
    reached = resolve;
  });
  let finish = () => {};
  const activities = new StubActivities({
    fitNextAffiliate: (_, answer) => {
      reached();
      return new Promise((resolve) => {
        finish = () => resolve(answer);
      });
    },
  });
  const handle = await start(activities, {});
  await training;
  await handle.cancel();
  const error = await handle.result().catch((failure: unknown) => failure);
  finish();
  expect((error as WorkflowFailedError).cause).toBeInstanceOf(CancelledFailure);
  expect(activities.endings).toEqual([
    expect.objectContaining({ state: 'cancelled', outcome: null, result: null }),
  ]);
  expect((await handle.describe()).status.name).toBe('CANCELLED');
  expect(stepsOf(activities)).not.toContain('evaluate-next-affiliate');
});

describe('what the Temporal UI shows', () => {
  it('is found by pipeline, dataset, day and outcome', async () => {
    const { handle } = await run(new StubActivities(), {});
    const { searchAttributes } = await handle.describe();
    expect(searchAttributes).toMatchObject({
      CrossliftPipeline: ['affiliate-expansion'],
      CrossliftDataset: ['shop'],
      CrossliftAsOf: ['2021-12-15'],
      CrossliftOutcome: ['PUBLISHED'],
    });
  });

  it('has every step in the memo and in the current details', async () => {
    const { handle } = await run(new StubActivities(), {});
    const { memo } = await handle.describe();
    expect(memo).toMatchObject({ outcome: 'PUBLISHED' });
    const [title, ...lines] = String(memo?.dag).split('\n');
    expect(title).toBe('affiliate-expansion · shop · 2021-12-15');
    const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
    expect(currentDetails).toContain('**affiliate-expansion · shop · 2021-12-15**');
    for (const [place, name] of NAMES.entries()) {
      expect(lines[place]).toMatch(new RegExp(`^✓ ${name} \\d+\\.\\d s$`));
      expect(currentDetails).toContain(`| ✓ | ${name} |`);
    }
  });

  it('has step, key and inputs beside each activity, within the 400 bytes that the server takes', async () => {
    const activities = new StubActivities();
    const { handle } = await run(activities, {});
    const { events } = await handle.fetchHistory();
    const summaries = (events ?? []).flatMap(({ userMetadata }) =>
      userMetadata?.summary ? [defaultPayloadConverter.fromPayload<string>(userMetadata.summary)] : [],
    );
    expect(summaries.map((summary) => summary.split(' ')[0]).sort()).toEqual([...NAMES].sort());
    const fit = callOf(activities, 'fit-next-affiliate');
    const key = artifactKey({
      step: 'fit-next-affiliate',
      code: 'code of fitNextAffiliate',
      libraries: {},
      params: { seed: 7, learners: [...NEXT_AFFILIATE_LEARNERS] },
      inputs: Object.fromEntries(Object.entries(fit?.inputs ?? {}).map(([name, ref]) => [name, ref.digest])),
    });
    const short = (input: string) => fit?.inputs[input]?.digest.slice(0, 8);
    expect(summaries).toContain(
      `fit-next-affiliate · ${key.slice(0, 8)} ← features@${short('features')} training@${short('training')} validation@${short('validation')}`,
    );
    for (const summary of summaries) expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(400);
  });
});
