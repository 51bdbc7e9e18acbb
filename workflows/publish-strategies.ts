import { ApplicationFailure } from '@temporalio/workflow';
import type { Artifacts } from '../models/contracts/artifact.ts';
import type { Publication, RunContext, RunOutcome } from '../models/contracts/run.ts';
import { listSinks } from '../models/contracts/sink.ts';
import type { PublicationDiff } from '../models/publishing/publication-diff.ts';
import type { Dag } from './dag.ts';
import { deliverToSinks } from './deliver-to-sinks.ts';

/** What the plan of a pipeline hands over. */
export interface Plan {
  artifacts: Artifacts<'strategies'>;
  value: { contentDigest: string; suppressed?: Record<string, number> };
}

/** What became of the publishing of a run. */
export interface Published {
  outcome: Extract<RunOutcome, 'PUBLISHED' | 'PARTIAL' | 'DRY_RUN'>;
  publication: Publication | null;
}

/** Others who publish the same dataset at once are few; more often than this something else is wrong. */
const MOST_DIFFS = 10;

/** Planned strategies → staged, valid, compared with what is live, live, and in every sink; a dry run stops before the flip. */
export async function publishStrategies(run: RunContext, steps: Dag, plan: Plan): Promise<Published> {
  const { asOf, dryRun } = run;
  const { strategies } = plan.artifacts;
  const targets = listSinks(run.settings.sinks);
  const staged = await steps.stagePublication({
    params: { asOf, dryRun, sinks: targets.map(({ name }) => name), ...plan.value },
    inputs: { strategies },
  });
  const diff = staged.value.isLive
    ? staged.value.diff
    : await check(run, steps, { publicationId: staged.value.publicationId, strategies });
  if (dryRun) return { outcome: 'DRY_RUN', publication: null };
  const { publicationId, version, rows, isOwn } = staged.value;
  const sinks = await deliverToSinks({ publicationId, sinks: targets }, steps.deliverPublication);
  return {
    outcome: sinks.some(({ state }) => state === 'failed') ? 'PARTIAL' : 'PUBLISHED',
    publication: {
      ...{ publicationId, version, rows, changed: isOwn, diff, sinks },
      location: sinks.find(({ sink }) => sink === 'files')?.location ?? '',
    },
  };
}

/** Hold what is staged against its contract and what is live, then let it go live. */
async function check(
  { settings, dryRun }: RunContext,
  steps: Dag,
  { publicationId, strategies }: { publicationId: string } & Artifacts<'strategies'>,
): Promise<PublicationDiff> {
  const checked = { params: { publicationId, bounds: settings.publishing }, inputs: { strategies } };
  await steps.validatePublication(checked);
  return goLive(steps, checked, dryRun);
}

/** Compare and flip until nothing goes live in between. */
async function goLive(
  steps: Dag,
  checked: Parameters<Dag['diffPublication']>[0],
  dryRun: boolean,
): Promise<PublicationDiff> {
  const { publicationId } = checked.params;
  for (let diffs = 1; ; diffs += 1) {
    const { value: diff } = await steps.diffPublication(checked);
    const { against } = diff;
    const flipped = await steps.flipPublication({ params: { publicationId, against, dryRun }, inputs: {} });
    if (flipped.value !== 'overtaken') return diff;
    if (diffs === MOST_DIFFS)
      throw ApplicationFailure.nonRetryable(
        `something else went live ${diffs} times while ${publicationId} was compared with it`,
        'ConflictError',
      );
  }
}
