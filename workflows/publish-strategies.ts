import { ApplicationFailure } from '@temporalio/workflow';
import type { Artifacts } from '../models/contracts/artifact.ts';
import type { Publication, RunContext, RunOutcome } from '../models/contracts/run.ts';
import { listSinks } from '../models/contracts/sink.ts';
import type { Basis } from '../models/publishing/basis.ts';
import type { PublicationDiff } from '../models/publishing/publication-diff.ts';
import type { Dag } from './dag.ts';
import { deliverToSinks } from './deliver-to-sinks.ts';
import { explainChanges, type Replanner } from './explain-changes.ts';
import { pick } from './pick.ts';

/** What the plan of a pipeline hands over. */
export interface Plan {
  artifacts: Artifacts<'strategies' | 'suppressed'>;
  value: {
    contentDigest: string;
    suppressed?: Record<string, number>;
    /** What the holdout of each action can show, in a sentence. */
    power: Record<string, string>;
  };
  /** What it rests on, and how to plan on something else. */
  basis: Basis;
  replanner: Replanner;
  /** Models that score though tonight's candidate was not released, as rows name them. */
  held: { champions: string[]; standIns: string[] };
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
  const { basis } = plan;
  const { contentDigest, suppressed } = plan.value;
  const targets = listSinks(run.settings.sinks);
  const staged = await steps.stagePublication({
    params: { asOf, dryRun, contentDigest, suppressed, basis, sinks: targets.map(({ name }) => name) },
    inputs: { strategies },
  });
  const diff = staged.value.isLive
    ? staged.value.diff
    : await check(run, steps, staged.value.publicationId, plan);
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
  publicationId: string,
  plan: Plan,
): Promise<PublicationDiff> {
  const params = { publicationId, bounds: settings.publishing };
  await steps.validatePublication({ params, inputs: pick(plan.artifacts, 'strategies') });
  const compare = () =>
    steps.diffPublication({
      params: { ...params, held: plan.held },
      inputs: pick(plan.artifacts, 'strategies', 'suppressed'),
    });
  return goLive(steps, compare, { publicationId, dryRun, plan });
}

/** Compare, explain and flip until nothing goes live in between. */
async function goLive(
  steps: Dag,
  compare: () => ReturnType<Dag['diffPublication']>,
  { publicationId, dryRun, plan }: { publicationId: string; dryRun: boolean; plan: Plan },
): Promise<PublicationDiff> {
  const { basis, replanner } = plan;
  const { strategies } = plan.artifacts;
  for (let diffs = 1; ; diffs += 1) {
    // A run that was under way when this came has none.
    const { live = null, ...found } = (await compare()).value;
    const diff =
      live === null
        ? found
        : await explainChanges(steps, { publicationId, diff: found, live, strategies, basis, replanner });
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
