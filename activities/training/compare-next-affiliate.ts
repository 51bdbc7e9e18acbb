import { fitPopularity, predictPopularity } from '../../models/baselines/popularity.ts';
import { fitTransitions, predictTransitions } from '../../models/baselines/transitions.ts';
import type { FeatureSpec } from '../../models/encoders/feature-table.ts';
import type { LearnerLibraries } from '../../models/estimators/learner.ts';
import { markAnyNew } from '../../models/estimators/next-affiliate-data.ts';
import type { CutLoss } from '../../models/gates/champion-evidence.ts';
import { EARLIER_CUTS } from '../../models/gates/champion-rules.ts';
import {
  measureNextAffiliateChampion,
  type NextAffiliateChampion,
  type NextAffiliateComparison,
} from '../../models/gates/next-affiliate-comparison.ts';
import { NEXT_AFFILIATE_SLICES } from '../../models/gates/next-affiliate-slices.ts';
import { listSlices, pickSliceColumns } from '../../models/gates/slice-recall-evidence.ts';
import { computeOutcomeLogLoss } from '../../models/metrics/outcome-log-loss.ts';
import { listEarlierSnapshots } from '../../models/next-affiliate/earlier-cuts.ts';
import type { EncodedNextAffiliateModel } from '../../models/next-affiliate/encoded-model.ts';
import { loadEncodedModel } from '../../models/next-affiliate/encoded-model.ts';
import { fitLearners } from '../../models/next-affiliate/fit-learners.ts';
import {
  askAnyNew,
  joinSnapshotRows,
  type SnapshotRows,
  takeCuts,
} from '../../models/next-affiliate/snapshot-rows.ts';
import { holdShuffled } from '../../models/recipes/hold-shuffled.ts';
import { Recipe } from '../../models/recipes/recipe.ts';
import { OUTCOME_WINDOW_DAYS } from '../../models/splits/split-snapshots.ts';
import { readModelFile } from '../../platform/matrices/model-file.ts';
import { readNextAffiliateFile } from '../../platform/matrices/next-affiliate-file.ts';
import { loadTensorflow } from '../../platform/native.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';
import { openMachineLightgbm } from './machine-lightgbm.ts';
import { readFeatures } from './read-features.ts';

/** What the child is told; paths are local files. */
export type CompareNextAffiliateInput = {
  features: string;
  /** The candidate, fitted on training and validation rows. */
  model: string;
  training: string;
  validation: string;
  test: string;
  /** File of the champion, and the day until which it learnt; null without one. */
  champion: { model: string; trainedUntil: string } | null;
  seed: number;
  resamples: number;
};

interface Compared {
  specs: readonly FeatureSpec[];
  training: SnapshotRows;
  validation: SnapshotRows;
  test: SnapshotRows;
  libraries: LearnerLibraries;
}

/** Whether anything new follows, asked of shuffled labels: the line stands for trees where there are none. */
const ANY_NEW = Recipe.parse({ name: 'any new', learner: 'logistic-regression', encoding: 'cyclic' });

/** Put the candidate beside the champion on a snapshot that neither has seen; without one, try its recipe at earlier cuts. */
export const runTask: RunTask<CompareNextAffiliateInput, NextAffiliateComparison> = async (
  input,
  { onProgress },
) => {
  const { tf } = await loadTensorflow();
  const libraries = { tf, lightgbm: openMachineLightgbm() };
  const rows: Compared = {
    specs: await readFeatures(input.features),
    training: await readNextAffiliateFile(input.training),
    validation: await readNextAffiliateFile(input.validation),
    test: await readNextAffiliateFile(input.test),
    libraries,
  };
  const candidate = loadEncodedModel(await readModelFile(input.model), libraries);
  const learnt = joinSnapshotRows(rows.training, rows.validation);
  await onProgress(0.1, 'shuffled labels');
  const shuffled = await holdShuffled(
    ANY_NEW,
    // One row of each customer: over a year next to nobody is left to whom nothing new ever happened.
    { specs: rows.specs, examples: askAnyNew(takeCuts(learnt, learnt.cuts.toSorted().slice(-1))) },
    { ...libraries, seed: input.seed },
  );
  const known = { trainedUntil: rows.test.cuts[0] ?? '', shuffled };
  const { champion, refused } = await openChampion(input, rows);
  if (champion === null) {
    await onProgress(0.2, 'earlier cuts');
    const earlier = await tryEarlier(candidate, rows, input);
    return { champion: null, refused, earlier, ...known };
  }
  await onProgress(0.2, 'champion');
  return { champion: await compare(champion, candidate, { ...input, rows }), refused, earlier: [], ...known };
};

interface OpenChampion {
  model: EncodedNextAffiliateModel;
  trainedUntil: string;
}

async function openChampion({ champion }: CompareNextAffiliateInput, { test, libraries }: Compared) {
  if (champion === null) return { champion: null, refused: null };
  const model = loadEncodedModel(await readModelFile(champion.model), libraries);
  const refused = model.explainUnfit(test);
  return { champion: refused === null ? { model, trainedUntil: champion.trainedUntil } : null, refused };
}

/** The champion itself where the test came after it; else its recipe, fitted as the candidate was. */
async function compare(
  champion: OpenChampion,
  candidate: EncodedNextAffiliateModel,
  { rows, seed, resamples }: CompareNextAffiliateInput & { rows: Compared },
): Promise<NextAffiliateChampion> {
  const { training, test } = rows;
  const isAfter = test.cuts.every((cut) => cut >= champion.trainedUntil);
  const { learner } = champion.model.recipe;
  const refitted = async () =>
    learner === candidate.recipe.learner
      ? candidate
      : (await fitLearners(rows, [learner], { ...rows.libraries, seed })).chosen;
  const model = isAfter ? champion.model : await refitted();
  return measureNextAffiliateChampion(
    isAfter ? 'rows-after' : 'refit',
    {
      customers: test.customers,
      next: test.next,
      model: predict(model, test),
      candidate: predict(candidate, test),
      transitions: predictTransitions(fitTransitions(training), test),
      trainingRates: predictPopularity(fitPopularity(training), test.used),
      slices: listSlices(pickSliceColumns(test.table, NEXT_AFFILIATE_SLICES)),
    },
    { seed, resamples },
  );
}

function predict({ model, encode }: EncodedNextAffiliateModel, rows: SnapshotRows) {
  return model.predict(encode(rows), rows.used);
}

/** Log-loss of the candidate's recipe on earlier snapshots, each learnt from what was known by its cut. */
async function tryEarlier(
  { recipe }: EncodedNextAffiliateModel,
  { specs, training, validation, libraries }: Compared,
  { seed }: CompareNextAffiliateInput,
): Promise<CutLoss[]> {
  const all = joinSnapshotRows(training, validation);
  const losses: CutLoss[] = [];
  const wanted = { count: EARLIER_CUTS, windowDays: OUTCOME_WINDOW_DAYS };
  for (const { from, learnt } of listEarlierSnapshots(all.cuts, wanted)) {
    const test = takeCuts(all, [from]);
    const known = { training: takeCuts(training, learnt), validation: takeCuts(validation, learnt) };
    const rows = test.customers.length;
    if (!hasOutcomes(known.training) || !hasOutcomes(known.validation)) {
      losses.push({ from, rows, model: null, reference: null });
      continue;
    }
    const { chosen } = await fitLearners({ specs, ...known }, [recipe.learner], { ...libraries, seed });
    losses.push({
      from,
      rows,
      model: computeOutcomeLogLoss(predict(chosen, test), test.next),
      reference: computeOutcomeLogLoss(
        predictPopularity(fitPopularity(known.training), test.used),
        test.next,
      ),
    });
  }
  return losses;
}

function hasOutcomes({ next }: SnapshotRows): boolean {
  return markAnyNew(next).includes(1);
}
