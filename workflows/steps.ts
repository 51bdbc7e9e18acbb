import type { StepActivityName } from '../activities/index.ts';
import { DECISION_POINTS, type DecisionPoint } from '../models/contracts/decision-point.ts';
import type { PipelineName } from '../models/contracts/pipeline.ts';
import { SINK_KINDS, type SinkKind } from '../models/contracts/sink.ts';
import type { StepEffect } from '../models/contracts/step.ts';
import { EVENT_GRID, type EventRun } from '../models/events/event-grid.ts';
import { type GridRun, TRIAL_GRID } from '../models/recipes/trial-grid.ts';

/** Queues of steps. */
export type StepQueue = 'sql' | 'train' | 'publish';

/** One step of a pipeline's DAG. */
export interface StepEntry {
  name: string;
  /** The activity that does it. */
  activity: StepActivityName;
  /** Steps whose results it reads. */
  dependsOn: readonly string[];
  queue: StepQueue;
  /** A person may decide to go on without it. */
  skippable: boolean;
  /** Where it has used up its retries, the run may wait for a person; otherwise the workflow knows what to do without it. */
  parks: boolean;
  effect: StepEffect;
}

const PUBLISHES = { queue: 'publish', effect: 'external' } as const;

function step(
  name: string,
  activity: StepActivityName,
  dependsOn: readonly string[],
  { queue = 'sql', skippable = false, effect = 'pure', parks = true }: Partial<StepEntry> = {},
): StepEntry {
  return { name, activity, dependsOn, queue, skippable, effect, parks };
}

/** Names of the steps that each decision point has of its own. */
export function stepsOfPoint(point: DecisionPoint) {
  const name = point.replaceAll('_', '-');
  return {
    fit: `fit-${name}`,
    evaluate: `evaluate-${name}`,
    compare: `compare-${name}`,
    refit: `refit-${name}`,
  } as const;
}

/** How the experiment compares recipes: repeats of a cross-validation by customer, and resamples behind the intervals. */
export const GRID_COMPARISON = { folds: 5, repeats: 2, resamples: 1_000 } as const;

/** Name of the step that measures one run of the experiment: `validate-randomforest-4`. */
export function stepOfGridRun({ id }: Pick<GridRun, 'id'>): string {
  return `validate-${id.toLowerCase().replaceAll(' ', '-')}`;
}

/** Resamples behind the intervals of the event experiment. */
export const EVENT_RESAMPLES = 1_000;

/** Name of the step that measures one row of the event experiment. */
export function stepOfEventRun({ id }: Pick<EventRun, 'id'>): string {
  return `measure-${id}`;
}

/** The runs whose predictions it is made of. */
export function othersOf({ scorer }: Pick<EventRun, 'scorer'>): readonly string[] {
  return scorer.kind === 'mean' ? scorer.of : [];
}

/** The experiment of each pipeline that has one. */
export const EXPERIMENTS = {
  'trial-conversion': 'trial-experiment',
  'affiliate-expansion': 'affiliate-experiment',
} as const satisfies Partial<Record<PipelineName, string>>;

/** A pipeline that has an experiment. */
export type ExperimentPipeline = keyof typeof EXPERIMENTS;

/** What can be run as a whole: the pipelines, and the experiments, which publish nothing. */
export type DagName = PipelineName | (typeof EXPERIMENTS)[ExperimentPipeline];

/** Whether it only measures and publishes nothing. */
export function isExperiment(dag: DagName): boolean {
  return Object.values<DagName>(EXPERIMENTS).includes(dag);
}

/** The pipeline whose source and tables it works on. */
export function pipelineOf(dag: DagName): PipelineName {
  if (dag === 'trial-experiment') return 'trial-conversion';
  return dag === 'affiliate-experiment' ? 'affiliate-expansion' : dag;
}

/** Name of the step that delivers to sinks of a kind. */
export function stepOfSink(kind: SinkKind): string {
  return `deliver-${kind}`;
}

const DELIVERIES = SINK_KINDS.map(stepOfSink);

/** Offers may stay unexplained: nobody is asked about what only explains them. */
const EXPLAINS = { parks: false } as const;

/** The other night's models on tonight's data, and the other way round. */
const MIXES = ['new-data', 'new-model'] as const;

type Rescore = readonly [name: string, activity: StepActivityName, queue: StepQueue, dependsOn?: string];

/**
 * From planned strategies to what customers get: the same for every pipeline that plans some, but for how each scores and
 * plans again to tell why offers change.
 */
const publishing = (plan: StepActivityName, rescores: readonly Rescore[]) => [
  step('stage-publication', 'stagePublication', ['plan-strategies'], PUBLISHES),
  step('validate-publication', 'validatePublication', ['stage-publication'], PUBLISHES),
  step('diff-publication', 'diffPublication', ['validate-publication'], PUBLISHES),
  step('replan-old', plan, ['diff-publication'], EXPLAINS),
  ...MIXES.flatMap((mix) => [
    ...rescores.map(([name, activity, queue, dependsOn]) =>
      step(
        `${name}-${mix}`,
        activity,
        [dependsOn === undefined ? 'diff-publication' : `${dependsOn}-${mix}`],
        {
          ...EXPLAINS,
          queue,
        },
      ),
    ),
    step(
      `replan-${mix}`,
      plan,
      rescores.map(([name]) => `${name}-${mix}`),
      EXPLAINS,
    ),
  ]),
  step('explain-changes', 'explainChanges', ['replan-old', ...MIXES.map((mix) => `replan-${mix}`)], {
    ...PUBLISHES,
    skippable: true,
  }),
  step('flip-publication', 'flipPublication', ['explain-changes'], PUBLISHES),
  ...SINK_KINDS.map((kind) =>
    // A sink that is down leaves the publication partial.
    step(stepOfSink(kind), 'deliverPublication', ['flip-publication'], { ...PUBLISHES, parks: false }),
  ),
];

/** The one registry of steps, in DAG order: preview, skip, details and docs read it. */
export const STEPS: Record<DagName, readonly StepEntry[]> = {
  'trial-conversion': [
    step('resolve-input', 'resolveInput', [], { effect: 'external' }),
    step('ingest-source', 'ingestSource', ['resolve-input']),
    step('find-champions', 'findChampions', ['resolve-input'], { effect: 'external' }),
    step('build-tables', 'buildTrialTables', ['ingest-source']),
    step('audit-tables', 'auditTrialTables', ['build-tables']),
    step('measure-lift', 'measureLift', ['build-tables'], { effect: 'external' }),
    step('test-insights', 'testTrialInsights', ['build-tables', 'audit-tables']),
    step('check-point-in-time', 'checkTrialPointInTime', ['build-tables']),
    step('export-features', 'exportTrialFeatures', ['build-tables']),
    ...DECISION_POINTS.flatMap((point) => {
      const { fit, evaluate, compare } = stepsOfPoint(point);
      return [
        step(fit, 'fitBinaryModel', ['export-features', 'find-champions', 'audit-tables'], {
          queue: 'train',
        }),
        step(evaluate, 'evaluateBinaryModel', [fit, 'export-features'], { queue: 'train' }),
        step(compare, 'compareBinaryModel', [fit, 'export-features', 'find-champions'], { queue: 'train' }),
      ];
    }),
    step(
      'decide-release',
      'decideTrialRelease',
      [
        ...DECISION_POINTS.flatMap((point) => {
          const { evaluate, compare } = stepsOfPoint(point);
          return [evaluate, compare];
        }),
        'check-point-in-time',
      ],
      {
        effect: 'decision',
      },
    ),
    ...DECISION_POINTS.map((point) =>
      step(stepsOfPoint(point).refit, 'fitBinaryModel', ['decide-release', 'export-features'], {
        queue: 'train',
      }),
    ),
    step(
      'promote-models',
      'promoteModels',
      DECISION_POINTS.map((point) => stepsOfPoint(point).refit),
      {
        queue: 'publish',
        effect: 'external',
      },
    ),
    step('score-customers', 'scoreTrialCustomers', [
      'promote-models',
      ...DECISION_POINTS.map((point) => stepsOfPoint(point).fit),
      'build-tables',
    ]),
    step('plan-strategies', 'planTrialStrategies', ['score-customers', 'test-insights', 'build-tables']),
    ...publishing('planTrialStrategies', [['rescore', 'scoreTrialCustomers', 'train']]),
    // Only where the configuration says so; the journeys that are under way go on without it.
    step('start-journeys', 'startJourneys', ['build-tables', ...DELIVERIES], {
      ...PUBLISHES,
      skippable: true,
    }),
    step('write-report', 'writeReport', ['start-journeys', 'test-insights', 'measure-lift'], {
      effect: 'external',
      skippable: true,
    }),
  ],
  'affiliate-expansion': [
    step('resolve-input', 'resolveInput', [], { effect: 'external' }),
    step('ingest-source', 'ingestSource', ['resolve-input']),
    step('find-champions', 'findChampions', ['resolve-input'], { effect: 'external' }),
    step('build-tables', 'buildAffiliateTables', ['ingest-source']),
    step('audit-tables', 'auditAffiliateTables', ['build-tables']),
    step('measure-lift', 'measureLift', ['build-tables'], { effect: 'external' }),
    step('find-segmentation', 'findSegmentation', ['resolve-input'], { effect: 'external' }),
    step('segment-customers', 'segmentCustomers', ['find-segmentation', 'build-tables', 'audit-tables'], {
      queue: 'train',
    }),
    step('estimate-lifetime-value', 'estimateLifetimeValue', ['build-tables', 'audit-tables'], {
      queue: 'train',
    }),
    step('export-features', 'exportAffiliateFeatures', ['build-tables']),
    step('fit-next-affiliate', 'fitNextAffiliate', ['export-features', 'audit-tables'], { queue: 'train' }),
    step('evaluate-next-affiliate', 'evaluateNextAffiliate', ['fit-next-affiliate', 'export-features'], {
      queue: 'train',
    }),
    step(
      'compare-next-affiliate',
      'compareNextAffiliate',
      ['fit-next-affiliate', 'export-features', 'find-champions'],
      { queue: 'train' },
    ),
    step(
      'decide-release',
      'decideAffiliateRelease',
      ['evaluate-next-affiliate', 'compare-next-affiliate', 'export-features'],
      { effect: 'decision' },
    ),
    step('refit-next-affiliate', 'fitNextAffiliate', ['decide-release', 'export-features'], {
      queue: 'train',
    }),
    step('promote-next-affiliate', 'promoteModels', ['decide-release', 'refit-next-affiliate'], {
      queue: 'publish',
      effect: 'external',
    }),
    step(
      'score-customers',
      'scoreCustomers',
      ['promote-next-affiliate', 'fit-next-affiliate', 'export-features'],
      { queue: 'train' },
    ),
    step('export-interactions', 'exportInteractions', ['build-tables']),
    step('fit-recommender', 'fitRecommender', ['export-interactions', 'find-champions', 'audit-tables'], {
      queue: 'train',
    }),
    step(
      'evaluate-recommender',
      'evaluateRecommender',
      ['fit-recommender', 'export-interactions', 'find-champions'],
      { queue: 'train' },
    ),
    step('decide-recommender', 'decideRecommender', ['evaluate-recommender', 'fit-recommender'], {
      effect: 'decision',
    }),
    step(
      'refit-recommender',
      'refitRecommender',
      ['decide-recommender', 'fit-recommender', 'export-interactions'],
      { queue: 'train' },
    ),
    step('promote-recommender', 'promoteModels', ['decide-recommender', 'refit-recommender'], {
      queue: 'publish',
      effect: 'external',
    }),
    step(
      'recommend-products',
      'recommendProducts',
      ['promote-recommender', 'fit-recommender', 'export-interactions', 'score-customers'],
      { queue: 'train' },
    ),
    step('plan-strategies', 'planAffiliateStrategies', [
      'score-customers',
      'recommend-products',
      'segment-customers',
      'estimate-lifetime-value',
      'build-tables',
    ]),
    ...publishing('planAffiliateStrategies', [
      ['rescore-segments', 'segmentCustomers', 'train'],
      ['rescore-next-affiliate', 'scoreCustomers', 'train'],
      ['rescore-products', 'recommendProducts', 'train', 'rescore-next-affiliate'],
    ]),
    step('release-segmentation', 'releaseSegmentation', ['segment-customers', ...DELIVERIES], {
      queue: 'publish',
      effect: 'external',
      // The next night goes on from the segmentation that is live.
      skippable: true,
    }),
    step(
      'write-report',
      'writeReport',
      ['release-segmentation', 'estimate-lifetime-value', 'recommend-products', 'measure-lift'],
      { effect: 'external', skippable: true },
    ),
  ],
  propensity: [
    step('resolve-input', 'resolvePropensity', [], { effect: 'external' }),
    step('ingest-table', 'ingestTable', ['resolve-input']),
    step('export-features', 'exportTableFeatures', ['ingest-table']),
    step('check-leaks', 'checkLeaks', ['export-features']),
    step('fit-model', 'fitBinaryModel', ['export-features'], { queue: 'train' }),
    step('evaluate-model', 'evaluateBinaryModel', ['fit-model', 'export-features'], { queue: 'train' }),
    step('decide-release', 'decidePropensityRelease', ['evaluate-model', 'check-leaks'], {
      effect: 'decision',
    }),
    step('score-rows', 'scoreTableRows', ['decide-release', 'fit-model', 'export-features', 'ingest-table']),
    step('write-report', 'writeReport', ['score-rows'], { effect: 'external', skippable: true }),
  ],
  'trial-experiment': [
    step('resolve-input', 'resolveInput', [], { effect: 'external' }),
    step('ingest-source', 'ingestSource', ['resolve-input']),
    step('build-tables', 'buildTrialTables', ['ingest-source']),
    step('audit-tables', 'auditTrialTables', ['build-tables']),
    step('export-grid-rows', 'exportGridRows', ['build-tables']),
    ...TRIAL_GRID.map((run) =>
      step(stepOfGridRun(run), 'crossValidateRecipe', ['export-grid-rows', 'audit-tables'], {
        queue: 'train',
      }),
    ),
    ...(['kept', 'deleted'] as const).flatMap((population) => [
      step(
        `fit-${population}`,
        'fitBinaryModel',
        ['export-grid-rows', ...TRIAL_GRID.filter((run) => run.population === population).map(stepOfGridRun)],
        { queue: 'train' },
      ),
      step(`evaluate-${population}`, 'evaluateBinaryModel', [`fit-${population}`, 'export-grid-rows'], {
        queue: 'train',
      }),
    ]),
    step('write-experiment', 'writeExperiment', ['evaluate-kept', 'evaluate-deleted'], {
      effect: 'external',
    }),
  ],
  'affiliate-experiment': [
    step('resolve-input', 'resolveInput', [], { effect: 'external' }),
    step('ingest-source', 'ingestSource', ['resolve-input']),
    step('build-tables', 'buildAffiliateTables', ['ingest-source']),
    step('audit-tables', 'auditAffiliateTables', ['build-tables']),
    step('export-event-rows', 'exportEventRows', ['build-tables', 'audit-tables']),
    ...EVENT_GRID.map((run) =>
      step(
        stepOfEventRun(run),
        'measureEventRun',
        ['export-event-rows', ...othersOf(run).map((id) => stepOfEventRun({ id }))],
        { queue: 'train' },
      ),
    ),
    step('write-experiment', 'writeExperiment', EVENT_GRID.map(stepOfEventRun), { effect: 'external' }),
  ],
};

/** Workflow type of each. */
export const WORKFLOW_TYPES = {
  'trial-conversion': 'trialConversion',
  'affiliate-expansion': 'affiliateExpansion',
  propensity: 'propensity',
  'trial-experiment': 'trialExperiment',
  'affiliate-experiment': 'affiliateExperiment',
} as const satisfies Record<DagName, string>;

/** The workflow that carries out a person's word on a model, and the update that brings it. */
export const RELEASE = { type: 'release', update: 'decide' } as const;

/** The workflow that carries out a person's order for a publication. */
export const DIRECT_PUBLICATION = 'directPublication';

/** The update of a run that brings a person's word on a parked step. */
export const DECIDE = 'decide';

/** What a run answers while it is under way, and for as long as it is kept. */
export const QUERIES = { dag: 'dag', metrics: 'metrics', plan: 'plan', days: 'days' } as const;

/** The workflow that runs a pipeline as of each day of a range. */
export const BACKFILL = { type: 'backfill' } as const;

/** Task queue of pipelines; people start workflows on it. */
export const TASK_QUEUE = 'crosslift';

/** The workflows that schedules start: the runs of a night, and the look whether anything is late. */
export const SCHEDULED = { nightly: 'nightly', watch: 'watch', taskQueue: TASK_QUEUE } as const;

/** Task queue of a role's activities. */
export function queueOf(role: StepQueue): string {
  return `${TASK_QUEUE}-${role}`;
}

/** The workflow that accompanies one trial, on workers that do nothing else, so that no crowd of journeys delays a run. */
export const JOURNEY = { type: 'trialJourney', taskQueue: `${TASK_QUEUE}-journey` } as const;

/**
 * Modules of workflows, each with a worker of its own. A workflow that begins pays for all that its bundle imports: one of
 * the thousands of journeys needs not know what runs know, and shares what it does: `shared` is evaluated once for all
 * workflows of a worker, with all that it imports.
 */
export const WORKFLOW_MODULES = {
  runs: { path: 'workflows/index.ts' },
  journeys: { path: 'workflows/trial-journey.ts', shared: 'workflows/shared-by-journeys.ts' },
} as const;

/** Names and arrows of a pipeline's DAG, for whoever draws it. */
export function dagOf(dag: DagName): Array<{ name: string; dependsOn: string[] }> {
  return STEPS[dag].map(({ name, dependsOn }) => ({ name, dependsOn: [...dependsOn] }));
}
