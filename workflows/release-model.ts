import type { ReleasedModel } from '../activities/promote-models.ts';
import type { ArtifactRef } from '../models/contracts/artifact.ts';
import type { FoundChampion } from '../models/contracts/champion.ts';
import type { RunContext } from '../models/contracts/run.ts';
import { isReleased } from '../models/gates/is-released.ts';
import type { Verdict } from '../models/gates/verdict.ts';
import type { Dag } from './dag.ts';

/** A candidate that was judged, and what is to become of it. */
interface Judged {
  /** Its decision point, and the step that promotes its model. */
  point: string;
  step: string;
  verdict: Verdict;
  /** As it was judged. */
  model: ArtifactRef;
  found: FoundChampion;
  /** Fits it on all rows whose outcome is known; asked only where it is to be released. */
  refit(): Promise<ArtifactRef>;
}

/** Fit a model of its own decision point once more where it may be used, and make a champion of what was promoted. */
export async function releaseModel(
  { asOf, dryRun }: RunContext,
  steps: Dag,
  { point, step, verdict, model, found, refit }: Judged,
): Promise<{ verdict: Verdict; released: ReleasedModel | null }> {
  if (!isReleased(verdict)) return { verdict, released: null };
  const candidates: Record<string, { judged: ArtifactRef; refitted: ArtifactRef }> =
    verdict.released === 'candidate' ? { [point]: { judged: model, refitted: await refit() } } : {};
  const promoted = await steps.promoteModels({
    step,
    params: { ...{ asOf, dryRun, candidates }, verdicts: [verdict], champions: { [point]: found } },
    inputs: {},
  });
  const [final = verdict] = promoted.value.verdicts;
  return { verdict: final, released: promoted.value.released[point] ?? null };
}
