import { randomUUID } from 'node:crypto';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StepActivityName } from '../../activities/index.ts';
import { type Champion, NO_CHAMPION } from '../../models/contracts/champion.ts';
import { DECISION_POINTS, type DecisionPoint } from '../../models/contracts/decision-point.ts';
import type { RunContext, RunResult } from '../../models/contracts/run.ts';
import type { RunInput } from '../../models/contracts/run-input.ts';
import { TRIAL_SLICES } from '../../models/gates/trial-slices.ts';
import type { Verdict } from '../../models/gates/verdict.ts';
import { NIGHTLY_COMPARISON, NIGHTLY_LINE_UP } from '../../models/recipes/line-up.ts';
import { dagOf, JOURNEY, STEPS, stepsOfPoint, TASK_QUEUE } from '../../workflows/steps.ts';
import { artifact, RUN_CONTEXT, VERDICT } from '../models/contracts/examples.ts';
import { sketchAction, sketchPlaybook } from '../models/playbooks/sketch-playbook.ts';
import { startWorkflowServer, type WorkflowServer } from './start-workflow-server.ts';
import { FINDINGS, producersOf, type Replacement, StubActivities } from './stub-activities.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
});
afterAll(() => server?.stop());

const ENTRIES = STEPS['trial-conversion'];
const NAMES = ENTRIES.map(({ name }) => name);
/** What a plan reads. */
const PLANNED = 'contacts insights landmarks predictions registrants sites';
const BEFORE_TRAINING = NAMES.slice(0, NAMES.indexOf('export-features') + 1);
const CONTEXT: RunContext = {
  ...RUN_CONTEXT,
  pipeline: 'trial-conversion',
  dataset: 'coworking',
  playbook: sketchPlaybook([sketchAction()]),
  source: {
    directory: '/data/coworking',
    files: ['trial_register', 'trial_payment'].map((table) => ({
      table,
      path: `/data/coworking/${table}.csv`,
      digest: 'd'.repeat(64),
      bytes: 12,
    })),
  },
};

type Replacements = Partial<Record<StepActivityName, Replacement>>;

/** Stubs of this pipeline, some of them replaced. */
function stubTrials(replacements: Replacements = {}): StubActivities {
  return new StubActivities({
    resolveInput: (_, answer) => ({
      ...answer,
      value: { ...CONTEXT, dryRun: (answer.value as RunContext).dryRun },
    }),
    ingestSource: (_, answer) => ({
      ...answer,
      artifacts: Object.fromEntries(
        ['trial_register', 'trial_payment', 'trial_access_log', 'quarantine'].map((name) => [
          name,
          artifact(name),
        ]),
      ),
    }),
    ...replacements,
  });
}

/** The gate's answer: these verdicts, all other points promoted. */
function judge(verdicts: Partial<Record<DecisionPoint, Verdict['verdict']>>): Replacements {
  const judged = DECISION_POINTS.map((decision_point) => {
    const verdict = verdicts[decision_point] ?? 'PROMOTED';
    return {
      ...VERDICT,
      decision_point,
      verdict,
      released: verdict === 'PROMOTED' ? ('candidate' as const) : null,
    };
  });
  return { decideTrialRelease: (_, answer) => ({ ...answer, value: { verdicts: judged } }) };
}
const judgeAll = (verdict: Verdict['verdict']) =>
  judge(Object.fromEntries(DECISION_POINTS.map((point) => [point, verdict])));

async function start(activities: StubActivities, input: RunInput) {
  server.use(activities);
  return server.environment.client.workflow.start<(input: RunInput) => Promise<RunResult>>(
    'trialConversion',
    { workflowId: `trial-conversion/coworking/${randomUUID()}`, taskQueue: TASK_QUEUE, args: [input] },
  );
}
const run = async (activities: StubActivities, input: RunInput = {}) =>
  (await start(activities, input)).result();
const callOf = (activities: StubActivities, step: string) =>
  activities.calls.find((call) => call.step === step);
const stepsOf = (activities: StubActivities) => activities.calls.map(({ step }) => step);
/** The insights, the canaries and the training go side by side: a step has only to come after those it reads that ran. */
function assertInOrder(steps: readonly string[]) {
  for (const { name, dependsOn } of ENTRIES.filter((entry) => steps.includes(entry.name))) {
    for (const earlier of dependsOn.filter((step) => steps.includes(step))) {
      expect(steps.slice(0, steps.indexOf(name)), name).toContain(earlier);
    }
  }
}
const isOfPoint = (step: string) => /^(fit|evaluate|compare)-/.test(step);

describe('a run whose models are all promoted', () => {
  it('takes every step once, those of the points between the others, and publishes', async () => {
    const activities = stubTrials();
    const result = await run(activities);
    const steps = stepsOf(activities);
    expect(steps.toSorted()).toEqual(NAMES.toSorted());
    assertInOrder(steps);
    expect(result).toMatchObject({
      pipeline: 'trial-conversion',
      outcome: 'PUBLISHED',
      gates: DECISION_POINTS.map((decision_point) => ({ decision_point, verdict: 'PROMOTED' })),
      publication: { publicationId: 'pub_1', version: 3 },
      report: '/reports/run.html',
    });
    expect(Object.keys(result.artifacts).sort()).toEqual([
      'features',
      'insights',
      'predictions',
      'quarantine',
      'reasons',
      'strategies',
    ]);
    expect(Object.keys(result.metrics).sort()).toEqual(
      [...DECISION_POINTS, 'insights', 'journeys', 'lift', 'power', 'quarantine', 'strategies'].sort(),
    );
    expect(activities.endings).toEqual([
      expect.objectContaining({ state: 'finished', outcome: 'PUBLISHED', result, error: null }),
    ]);
  });

  it('gives each step what it reads and nothing else', async () => {
    const activities = stubTrials();
    await run(activities);
    const inputs = activities.calls.map(({ step, inputs }) => [step, Object.keys(inputs).sort().join(' ')]);
    const ofPoints = DECISION_POINTS.flatMap((point) => {
      const { fit, evaluate, compare, refit } = stepsOfPoint(point);
      return [
        [fit, 'features training validation'],
        [evaluate, 'features model test training validation'],
        [compare, 'features model test training validation'],
        [refit, 'features training validation'],
      ];
    });
    const models = DECISION_POINTS.flatMap((point) => [`${point}_released`, `${point}_judged`]);
    expect(Object.fromEntries(inputs)).toEqual({
      'resolve-input': '',
      'ingest-source': '',
      'build-tables': 'trial_access_log trial_payment trial_register',
      'audit-tables':
        'claim_counts claim_volumes contacts int_stays int_visit_rows landmarks quarantine registrants sites trial_access_log trial_payment trial_register',
      'measure-lift': 'registrants',
      'test-insights': 'claim_counts claim_volumes',
      'check-point-in-time': 'int_visit_rows landmarks trial_access_log trial_payment trial_register',
      'export-features': 'landmarks registrants',
      ...Object.fromEntries(ofPoints),
      'find-champions': '',
      'decide-release': '',
      'promote-models': '',
      'score-customers': ['landmarks', 'registrants', ...models].sort().join(' '),
      'plan-strategies': PLANNED,
      'stage-publication': 'strategies',
      'validate-publication': 'strategies',
      'diff-publication': 'strategies suppressed',
      'replan-old': PLANNED,
      'rescore-new-data': 'landmarks registrants registration_released',
      'replan-new-data': PLANNED,
      'rescore-new-model': [
        ...['landmarks', 'registrants'],
        ...DECISION_POINTS.map((point) => `${point}_released`),
      ]
        .sort()
        .join(' '),
      'replan-new-model': PLANNED,
      'explain-changes': 'after before newData newModel old',
      'flip-publication': '',
      'deliver-postgres': '',
      'deliver-files': '',
      'deliver-webhook': '',
      'start-journeys': 'contacts registrants trial_access_log',
      'write-report': 'strategies suppressed',
    });
    for (const point of DECISION_POINTS) {
      const { fit, evaluate, refit } = stepsOfPoint(point);
      const namesOf = (step: string) =>
        Object.values(callOf(activities, step)?.inputs ?? {}).map(({ uri }) => uri.split('/').at(-1));
      expect(namesOf(fit)).toEqual(['features', `${point}_training`, `${point}_validation`]);
      expect(namesOf(evaluate)).toContain(`${point}_test`);
      expect(namesOf(refit)).toEqual(['features', `${point}_ripe_training`, `${point}_ripe_validation`]);
    }
  });

  it('reads nothing that the registry does not say it depends on', async () => {
    const activities = stubTrials();
    await run(activities);
    const before = new Map<string, Set<string>>();
    for (const { name, dependsOn } of dagOf('trial-conversion'))
      before.set(name, new Set(dependsOn.flatMap((step) => [step, ...(before.get(step) ?? [])])));
    for (const { step, inputs } of activities.calls) {
      for (const { uri } of Object.values(inputs)) {
        const name = uri.split('/').at(-1) ?? '';
        const producers = name.startsWith('trial_') ? ['ingestSource'] : producersOf(name);
        const makers = ENTRIES.filter(({ activity }) => producers.includes(activity));
        expect(
          makers.some((maker) => before.get(step)?.has(maker.name)),
          `${step} reads ${name}`,
        ).toBe(true);
      }
    }
  });

  it('takes its params from the recorded context', async () => {
    const activities = stubTrials();
    await run(activities);
    const day = { asOf: CONTEXT.asOf, horizonDays: CONTEXT.settings.horizonDays };
    expect(callOf(activities, 'ingest-source')?.params).toEqual({
      pipeline: 'trial-conversion',
      directory: '/data/coworking',
      digests: { trial_register: 'd'.repeat(64), trial_payment: 'd'.repeat(64) },
      timeZone: 'Asia/Seoul',
    });
    expect(callOf(activities, 'build-tables')?.params).toEqual(day);
    expect(callOf(activities, 'audit-tables')?.params).toEqual(day);
    expect(callOf(activities, 'test-insights')?.params).toEqual({
      seed: 7,
      resamples: CONTEXT.policy.resamples,
    });
    expect(callOf(activities, 'check-point-in-time')?.params).toEqual(day);
    expect(callOf(activities, 'fit-stay-3h')?.params).toEqual({
      seed: 7,
      recipes: NIGHTLY_LINE_UP,
      ...NIGHTLY_COMPARISON,
    });
    expect(callOf(activities, 'evaluate-stay-3h')?.params).toEqual({
      seed: 7,
      resamples: CONTEXT.policy.resamples,
      slices: [...TRIAL_SLICES],
    });
    expect(callOf(activities, 'decide-release')?.params).toEqual({
      asOf: CONTEXT.asOf,
      policy: CONTEXT.policy,
      candidates: DECISION_POINTS.map((point) => {
        const { evaluate, compare } = stepsOfPoint(point);
        const recipe = NIGHTLY_LINE_UP[0]!;
        return {
          ...{ point, recipe, model: recipe.name, metrics: { of: evaluate } },
          artifact: expect.objectContaining({ uri: expect.stringContaining('/model') }),
          evidence: { of: evaluate },
          shuffled: { of: evaluate },
          comparison: { of: compare },
        };
      }),
      canaries: FINDINGS,
      champions: Object.fromEntries(DECISION_POINTS.map((point) => [point, NO_CHAMPION])),
    });
    expect(callOf(activities, 'compare-stay-3h')?.params).toEqual({
      seed: 7,
      resamples: CONTEXT.policy.resamples,
      slices: [...TRIAL_SLICES],
      minRows: CONTEXT.policy.minRows,
      minOfEachClass: CONTEXT.policy.minOfEachClass,
      ...NIGHTLY_COMPARISON,
      outcomeDays: 18,
      championUntil: null,
    });
    expect(callOf(activities, 'refit-stay-3h')?.params).toMatchObject({
      recipes: [NIGHTLY_LINE_UP[0]],
      holds: true,
    });
    const { dataset, pipeline, asOf, exposure } = CONTEXT;
    expect(callOf(activities, 'export-features')?.params).toEqual({
      members: { dataset, pipeline, asOf, digest: exposure!.members },
    });
    expect(callOf(activities, 'plan-strategies')?.params).toEqual({
      pipeline: 'trial-conversion',
      dataset: 'coworking',
      asOf: CONTEXT.asOf,
      earlier: CONTEXT.earlier,
      exposure: CONTEXT.exposure,
      playbook: CONTEXT.playbook,
      language: 'ko',
      quietHours: null,
      caps: { perDay: null, perWeek: null },
      prices: null,
      holdoutShare: 0.1,
      globalHoldoutShare: 0.02,
    });
    expect(callOf(activities, 'stage-publication')?.params).toEqual({
      asOf: CONTEXT.asOf,
      dryRun: false,
      sinks: ['postgres', 'files', 'crm'],
      contentDigest: 'c0de',
      suppressed: { outranked: 4 },
      basis: expect.objectContaining({
        data: expect.objectContaining({ asOf: CONTEXT.asOf, since: CONTEXT.earlier[0]!.asOf }),
        models: expect.objectContaining({
          choices: {
            scorers: Object.fromEntries(DECISION_POINTS.map((point) => [point, point])),
            names: expect.objectContaining({ registration: expect.any(String) }),
          },
        }),
      }),
    });
    // What was live is planned by tonight's rules, on its own day.
    expect(callOf(activities, 'replan-old')?.params).toMatchObject({
      ...{ asOf: CONTEXT.asOf, exposure: CONTEXT.exposure },
      known: { asOf: '2021-12-14', since: '2021-12-13' },
    });
    expect(callOf(activities, 'rescore-new-data')?.params).toEqual({
      ...{ scorers: { registration: 'registration' }, released: { registration: 'mlp' }, judged: {} },
    });
    expect(callOf(activities, 'start-journeys')?.params).toEqual({
      timeZone: 'Asia/Seoul',
      workflow: JOURNEY,
    });
    for (const { step, effect } of activities.calls)
      expect(effect).toBe(ENTRIES.find(({ name }) => name === step)?.effect);
  });
});

describe('what the gate says', () => {
  it('too little data at a point: the point before scores it', async () => {
    const activities = stubTrials(judge({ stay_15h: 'INSUFFICIENT_DATA', last_day: 'HELD' }));
    const result = await run(activities);
    expect(callOf(activities, 'score-customers')?.params).toEqual({
      scorers: {
        registration: 'registration',
        first_visit: 'first_visit',
        stay_3h: 'stay_3h',
        stay_15h: 'stay_3h',
      },
      released: { registration: VERDICT.model, first_visit: VERDICT.model, stay_3h: VERDICT.model },
      judged: {
        registration: 'logistic-regression',
        first_visit: 'logistic-regression',
        stay_3h: 'logistic-regression',
      },
    });
    const given = Object.keys(callOf(activities, 'score-customers')?.inputs ?? {});
    expect(given.filter((name) => /^(stay|last)/.test(name))).toEqual(['stay_3h_released', 'stay_3h_judged']);
    expect(result.outcome).toBe('PUBLISHED');
  });

  it('a point that cannot be trained is neither fitted nor given to the gate', async () => {
    const activities = stubTrials({
      ...judge({ stay_15h: 'INSUFFICIENT_DATA' }),
      exportTrialFeatures: (_, answer) => ({
        ...answer,
        value: { trainable: DECISION_POINTS.filter((point) => point !== 'stay_15h') },
      }),
    });
    const result = await run(activities);
    const missing: string[] = Object.values(stepsOfPoint('stay_15h'));
    expect(stepsOf(activities).toSorted()).toEqual(
      NAMES.filter((name) => !missing.includes(name)).toSorted(),
    );
    expect(callOf(activities, 'decide-release')?.params).toMatchObject({
      candidates: DECISION_POINTS.filter((point) => point !== 'stay_15h').map((point) => ({ point })),
    });
    expect(callOf(activities, 'score-customers')?.params).toMatchObject({ scorers: { stay_15h: 'stay_3h' } });
    expect(result.outcome).toBe('PUBLISHED');
  });

  it.each([
    ['HELD', judgeAll('HELD'), 'HELD'],
    ['INSUFFICIENT_DATA', judgeAll('INSUFFICIENT_DATA'), 'INSUFFICIENT_DATA'],
    [
      'HELD at one point and INSUFFICIENT_DATA elsewhere',
      judge({
        registration: 'INSUFFICIENT_DATA',
        first_visit: 'HELD',
        stay_3h: 'INSUFFICIENT_DATA',
        stay_15h: 'INSUFFICIENT_DATA',
        last_day: 'INSUFFICIENT_DATA',
      }),
      'HELD',
    ],
  ])('%s: nothing is scored or published, and the report says why', async (_, gate, outcome) => {
    const activities = stubTrials(gate);
    const result = await run(activities);
    const steps = stepsOf(activities);
    assertInOrder(steps);
    expect(steps.slice(-2)).toEqual(['decide-release', 'write-report']);
    expect(steps.filter((step) => !isOfPoint(step)).toSorted()).toEqual(
      [...BEFORE_TRAINING, 'decide-release', 'write-report'].toSorted(),
    );
    expect(result).toMatchObject({ outcome, publication: null, report: '/reports/run.html' });
    expect(result.gates).toHaveLength(DECISION_POINTS.length);
    expect(Object.keys(result.artifacts).sort()).toEqual(['features', 'insights', 'quarantine']);
    expect(Object.keys(result.metrics)).toEqual(expect.arrayContaining([...DECISION_POINTS]));
    expect(callOf(activities, 'write-report')?.params).toMatchObject({ outcome, gates: result.gates });
    expect(activities.endings).toEqual([expect.objectContaining({ state: 'finished', outcome })]);
  });
});

const CHAMPION: Champion = {
  version: 4,
  name: 'lightgbm-boosting',
  recipe: NIGHTLY_LINE_UP[2]!,
  candidateDigest: '1'.repeat(64),
  artifact: artifact('champion.json', '2'),
  trainedUntil: '2021-12-01',
  asOf: '2021-12-01',
  approvedUntil: null,
};

describe('a run that finds a champion', () => {
  const champions = Object.fromEntries(
    DECISION_POINTS.map((point) => [
      point,
      { ...NO_CHAMPION, before: CHAMPION, live: { version: 4, asOf: CHAMPION.asOf } },
    ]),
  );
  const kept = DECISION_POINTS.map((decision_point) => ({
    ...VERDICT,
    decision_point,
    verdict: 'KEPT' as const,
    released: 'champion' as const,
  }));
  const released = Object.fromEntries(
    DECISION_POINTS.map((point) => [point, { name: CHAMPION.name, artifact: CHAMPION.artifact }]),
  );

  it('has it compared, and scores open moments with it where it is kept; nothing is fitted on all rows', async () => {
    const activities = stubTrials({
      findChampions: (_, answer) => ({ ...answer, value: champions }),
      decideTrialRelease: (_, answer) => ({ ...answer, value: { verdicts: kept } }),
      promoteModels: (_, answer) => ({ ...answer, value: { verdicts: kept, released } }),
    });
    const result = await run(activities);
    expect(stepsOf(activities).filter((step) => step.startsWith('refit-'))).toEqual([]);
    const compared = callOf(activities, 'compare-last-day');
    expect(compared?.params).toMatchObject({ championUntil: '2021-12-01' });
    expect(compared?.inputs).toMatchObject({ champion: CHAMPION.artifact });
    // The champion's recipe first: the others have to beat it.
    expect(callOf(activities, 'fit-last-day')?.params).toMatchObject({
      recipes: [CHAMPION.recipe, NIGHTLY_LINE_UP[0], NIGHTLY_LINE_UP[1]],
    });
    const scored = callOf(activities, 'score-customers');
    expect(scored?.params).toMatchObject({ released: { last_day: 'lightgbm-boosting' } });
    expect(scored?.inputs).toMatchObject({ last_day_released: CHAMPION.artifact });
    expect(result).toMatchObject({ outcome: 'PUBLISHED', gates: kept });
  });
});

const UNDECIDED = DECISION_POINTS.map((decision_point) => ({
  model: 'trial-conversion',
  decision_point,
  verdict: 'INSUFFICIENT_DATA',
  rules: [],
}));

it('ends without a model where no point can be trained', async () => {
  const activities = stubTrials({
    exportTrialFeatures: (_, answer) => ({ ...answer, artifacts: {}, value: { trainable: [] } }),
  });
  const result = await run(activities);
  expect(stepsOf(activities).toSorted()).toEqual([...BEFORE_TRAINING, 'write-report'].toSorted());
  expect(result).toMatchObject({ outcome: 'INSUFFICIENT_DATA', publication: null, gates: UNDECIDED });
  expect(Object.keys(result.artifacts).sort()).toEqual(['features', 'insights', 'quarantine']);
});

it('does not even read a source that is too old, and says so', async () => {
  const stale = [{ table: 'trial_access_log', newest: '2021-06-30', maxAgeDays: 31 }];
  const activities = stubTrials({
    resolveInput: (_, answer) => ({ ...answer, value: { ...CONTEXT, stale } }),
  });
  const result = await run(activities);
  expect(stepsOf(activities)).toEqual(['resolve-input', 'write-report']);
  expect(result).toMatchObject({
    outcome: 'INSUFFICIENT_DATA',
    publication: null,
    artifacts: {},
    gates: UNDECIDED,
    metrics: {
      source: {
        stale: 'the newest event of trial_access_log is of 2021-06-30 (at most 31 days old is expected)',
      },
    },
  });
});

it('begins no journeys unless the configuration says so', async () => {
  const settings = { ...CONTEXT.settings, journeys: false };
  const activities = stubTrials({
    resolveInput: (_, answer) => ({ ...answer, value: { ...CONTEXT, settings } }),
  });
  expect(await run(activities)).toMatchObject({ outcome: 'PUBLISHED' });
  expect(stepsOf(activities)).not.toContain('start-journeys');
});

it('does everything but publish in a dry run', async () => {
  const activities = stubTrials();
  const result = await run(activities, { dryRun: true });
  expect(result).toMatchObject({ outcome: 'DRY_RUN', publication: null });
  expect(stepsOf(activities).toSorted()).toEqual(
    NAMES.filter((name) => !name.startsWith('deliver-') && name !== 'start-journeys').toSorted(),
  );
  expect(callOf(activities, 'flip-publication')?.params).toMatchObject({ dryRun: true });
  expect(callOf(activities, 'stage-publication')?.params).toMatchObject({ dryRun: true });
});

it('ends with the failure of one point, scores nothing, and records it', async () => {
  const activities = stubTrials({
    fitBinaryModel: ({ step }, answer) => {
      if (step === 'fit-last-day') throw ApplicationFailure.nonRetryable('no memory left', 'TrainerError');
      return answer;
    },
  });
  const handle = await start(activities, {});
  await expect(handle.result()).rejects.toBeInstanceOf(WorkflowFailedError);
  expect(stepsOf(activities)).not.toContain('decide-release');
  expect(activities.endings).toEqual([
    expect.objectContaining({ state: 'failed', outcome: null, error: 'TrainerError: no memory left' }),
  ]);
});
