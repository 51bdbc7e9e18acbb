import type { StepActivityName } from '../activities/index.ts';
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

/** The one registry of steps, in DAG order: preview, skip, details and docs read it. */
export const STEPS: Record<PipelineName, readonly StepEntry[]> = {
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
