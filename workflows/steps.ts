import type { StepActivityName } from '../activities/index.ts';
import { DECISION_POINTS, type DecisionPoint } from '../models/contracts/decision-point.ts';
import type { PipelineName } from '../models/contracts/run.ts';
import type { StepEffect } from '../models/contracts/step.ts';

/** Workers of a role poll one task queue; each has a concurrency of its own. */
export type QueueName = 'sql' | 'train' | 'publish';

/** One step of a pipeline's DAG. */
export interface StepEntry {
  name: string;
  /** The activity that does it. */
  activity: StepActivityName;
  /** Steps whose results it reads. */
  dependsOn: readonly string[];
  queue: QueueName;
  /** A person may decide to go on without it. */
  skippable: boolean;
  effect: StepEffect;
}

function step(
  name: string,
  activity: StepActivityName,
  dependsOn: readonly string[],
  { queue = 'sql', skippable = false, effect = 'pure' }: Partial<StepEntry> = {},
): StepEntry {
  return { name, activity, dependsOn, queue, skippable, effect };
}

/** Names of the two steps that each decision point has of its own. */
export function stepsOfPoint(point: DecisionPoint): [fit: string, evaluate: string] {
  const name = point.replaceAll('_', '-');
  return [`fit-${name}`, `evaluate-${name}`];
}

/** The one registry of steps, in DAG order: preview, skip, details and docs read it. */
export const STEPS: Record<PipelineName, readonly StepEntry[]> = {
  'trial-conversion': [
    step('resolve-input', 'resolveInput', [], { effect: 'external' }),
    step('ingest-source', 'ingestSource', ['resolve-input']),
    step('build-tables', 'buildTrialTables', ['ingest-source']),
    step('audit-tables', 'auditTrialTables', ['build-tables']),
    step('check-point-in-time', 'checkTrialPointInTime', ['build-tables']),
    step('export-features', 'exportTrialFeatures', ['build-tables']),
    ...DECISION_POINTS.flatMap((point) => {
      const [fit, evaluate] = stepsOfPoint(point);
      return [
        step(fit, 'fitTrialModel', ['export-features', 'audit-tables', 'check-point-in-time'], {
          queue: 'train',
        }),
        step(evaluate, 'evaluateTrialModel', [fit, 'export-features'], { queue: 'train' }),
      ];
    }),
    step(
      'decide-release',
      'decideTrialRelease',
      [...DECISION_POINTS.map((point) => stepsOfPoint(point)[1]), 'check-point-in-time'],
      {
        effect: 'decision',
      },
    ),
    step('score-customers', 'scoreTrialCustomers', ['decide-release', 'build-tables']),
    step('plan-strategies', 'planTrialStrategies', ['score-customers', 'build-tables']),
    step('publish-strategies', 'publishStrategies', ['plan-strategies'], {
      queue: 'publish',
      effect: 'external',
    }),
    step('write-report', 'writeReport', ['publish-strategies'], { effect: 'external' }),
  ],
  'affiliate-expansion': [
    step('resolve-input', 'resolveInput', [], { effect: 'external' }),
    step('ingest-source', 'ingestSource', ['resolve-input']),
    step('build-tables', 'buildAffiliateTables', ['ingest-source']),
    step('audit-tables', 'auditAffiliateTables', ['build-tables']),
    step('export-features', 'exportAffiliateFeatures', ['build-tables']),
    step('fit-next-affiliate', 'fitNextAffiliate', ['export-features', 'audit-tables'], { queue: 'train' }),
    step('evaluate-next-affiliate', 'evaluateNextAffiliate', ['fit-next-affiliate', 'export-features'], {
      queue: 'train',
    }),
    step('decide-release', 'decideAffiliateRelease', ['evaluate-next-affiliate'], { effect: 'decision' }),
    step('score-customers', 'scoreCustomers', ['decide-release', 'fit-next-affiliate', 'export-features'], {
      queue: 'train',
    }),
    step('plan-strategies', 'planAffiliateStrategies', ['score-customers', 'build-tables']),
    step('publish-strategies', 'publishStrategies', ['plan-strategies'], {
      queue: 'publish',
      effect: 'external',
    }),
    step('write-report', 'writeReport', ['publish-strategies'], { effect: 'external' }),
  ],
};

/** Workflow type of each pipeline. */
export const WORKFLOW_TYPES = {
  'trial-conversion': 'trialConversion',
  'affiliate-expansion': 'affiliateExpansion',
} as const satisfies Record<PipelineName, string>;

/** Task queue of pipelines; people start workflows on it. */
export const TASK_QUEUE = 'crosslift';

/** Task queue of a role's activities. */
export function queueOf(role: QueueName): string {
  return `${TASK_QUEUE}-${role}`;
}

/** Names and arrows of a pipeline's DAG, for whoever draws it. */
export function dagOf(pipeline: PipelineName): Array<{ name: string; dependsOn: string[] }> {
  return STEPS[pipeline].map(({ name, dependsOn }) => ({ name, dependsOn: [...dependsOn] }));
}
