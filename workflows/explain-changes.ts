import { isCancellation, TemporalFailure } from '@temporalio/workflow';
import type { LiveBasis } from '../activities/publishing/diff-publication.ts';
import type { ArtifactRef, Artifacts } from '../models/contracts/artifact.ts';
import { type Basis, isSameData } from '../models/publishing/basis.ts';
import type { PublicationDiff } from '../models/publishing/publication-diff.ts';
import type { Dag } from './dag.ts';
import { rootMessage } from './root-message.ts';

/** What of a plan is tonight's, the rest being of what is live. */
export type Mix = 'new-data' | 'new-model';

/** Data and models that were together in a run, and those that have taken their place. */
export interface Mixed {
  /** The run whose data they are. */
  own: Basis;
  /** The models of the other run. */
  models: Basis['models'];
}

/** How a pipeline makes offers of any data and models, by tonight's rules. */
export interface Replanner {
  /** What these models say of these data, as far as the data's own run does not know it already. */
  rescore(mix: Mix, mixed: Mixed): Promise<Artifacts>;
  /** The offers that follow. */
  replan(step: Mix | 'old', basis: Basis): Promise<ArtifactRef>;
}

interface Compared {
  publicationId: string;
  diff: PublicationDiff;
  live: LiveBasis;
  strategies: ArtifactRef;
  basis: Basis;
  replanner: Replanner;
}

/** Score data and models crosswise to tell why offers change; what cannot be scored again leaves the publication as it is. */
export async function explainChanges(steps: Dag, compared: Compared): Promise<PublicationDiff> {
  const { publicationId, diff, live, strategies } = compared;
  let unexplained: string | null = null;
  let plans: Artifacts = {};
  try {
    plans = { before: live.strategies, after: strategies, ...(await planCrosswise(compared)) };
  } catch (error) {
    if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
    unexplained = `version ${diff.againstVersion} could not be scored again: ${rootMessage(error)}`;
  }
  const explained = await steps.explainChanges({
    params: { publicationId, diff, unexplained },
    inputs: plans,
  });
  // Nothing where a person decided to go on without it.
  return explained.value ?? diff;
}

/** Tonight's rules on the data and models of what is live, and on each of them with the other of tonight. */
async function planCrosswise({ live: { basis: before }, basis: now, strategies, replanner }: Compared) {
  const old = await replanner.replan('old', before);
  const sameModels = before.models.id === now.models.id;
  const sameData = isSameData(before.data, now.data);
  const cross = async (mix: Mix, mixed: Mixed) =>
    replanner.replan(mix, {
      data: mixed.own.data,
      models: mixed.models,
      scores: await replanner.rescore(mix, mixed),
    });
  const newData = sameModels
    ? strategies
    : sameData
      ? old
      : await cross('new-data', { own: now, models: before.models });
  const newModel = sameModels
    ? old
    : sameData
      ? strategies
      : await cross('new-model', { own: before, models: now.models });
  return { old, newData, newModel };
}
