import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as comparing from '../activities/training/compare-binary.ts';
import * as fitting from '../activities/training/fit-binary.ts';
import { digestText } from '../models/artifact-key.ts';
import { type Champion, NO_CHAMPION } from '../models/contracts/champion.ts';
import { decideChampion } from '../models/gates/decide-champion.ts';
import { binaryRules } from '../models/gates/rules/binary/index.ts';
import { TRIAL_SLICES } from '../models/gates/trial-slices.ts';
import type { Verdict } from '../models/gates/verdict.ts';
import { NIGHTLY_COMPARISON } from '../models/recipes/line-up.ts';
import { orderLineUp } from '../models/recipes/order-line-up.ts';
import { writeExampleFile } from '../platform/matrices/example-file.ts';
import { type JudgePlan, judgePoint } from './judge-point.ts';
import type { RipeTrialPoint } from './trial-points.ts';

/** A champion, and the file of what it releases. */
export interface NightlyChampion {
  readonly champion: Champion;
  readonly file: string;
}

/** One decision point in one night. */
export interface Night extends JudgePlan {
  readonly asOf: string;
  /** From a night before this one; null without one. */
  readonly before: NightlyChampion | null;
}

/** Longest time from a decision to the day by which its outcome is known, as a run reckons it: a trial and two weeks. */
const OUTCOME_DAYS = 4 + 14;

const withoutProgress = { onProgress: async () => {} };

/**
 * A night of one decision point, by the very tasks and rules of a run, in this process and without a registry: fit,
 * judge, compare with the champion, decide, and fit what was promoted on all ripe rows.
 */
export async function judgeNight(
  { ripe, ...point }: RipeTrialPoint,
  { asOf, before, ...plan }: Night,
): Promise<{ verdict: Verdict; champion: NightlyChampion | null }> {
  const { policy, seed, directory } = plan;
  const recipes = orderLineUp(plan.recipes, before?.champion.recipe ?? null);
  const judged = await judgePoint(point, { ...plan, recipes });
  const { champion, refused, earlier } = await comparing.runTask(
    {
      ...judged.files,
      model: judged.model,
      champion: before && { model: before.file, trainedUntil: before.champion.trainedUntil },
      ...NIGHTLY_COMPARISON,
      seed,
      resamples: policy.resamples,
      minRows: policy.minRows,
      minOfEachClass: policy.minOfEachClass,
      slices: TRIAL_SLICES,
      outcomeDays: OUTCOME_DAYS,
    },
    withoutProgress,
  );
  const candidateDigest = digestText(await readFile(judged.model, 'utf8'));
  const verdict = decideChampion(judged.verdict, {
    asOf,
    policy,
    candidateDigest,
    refused,
    earlier,
    found: {
      ...NO_CHAMPION,
      before: before?.champion ?? null,
      live: before && { version: before.champion.version, asOf: before.champion.asOf },
    },
    showing: champion && {
      ...champion,
      quality: binaryRules.quality.map((rule) => rule(champion.evidence, policy)),
    },
  });
  if (verdict.verdict !== 'PROMOTED') return { verdict, champion: before };
  const recipe = recipes.find(({ name }) => name === judged.chosen)!;
  const file = join(directory, `champion-${asOf}.json`);
  const learnt = {
    training: join(directory, 'ripe-training.arrow'),
    validation: join(directory, 'ripe-validation.arrow'),
  };
  await writeExampleFile(learnt.training, ripe.training);
  await writeExampleFile(learnt.validation, ripe.validation);
  await fitting.runTask(
    {
      ...learnt,
      ...NIGHTLY_COMPARISON,
      features: judged.files.features,
      model: file,
      recipes: [recipe],
      seed,
      holds: true,
    },
    withoutProgress,
  );
  const digest = digestText(await readFile(file, 'utf8'));
  const version = (before?.champion.version ?? 0) + 1;
  return {
    verdict,
    champion: {
      file,
      champion: {
        version,
        name: judged.chosen,
        recipe,
        candidateDigest,
        artifact: { uri: `store:bench/${version}`, digest, rows: 0 },
        // Refitted on all that was known on that day, as a promotion records it.
        trainedUntil: asOf,
        asOf,
        approvedUntil: null,
      },
    },
  };
}
