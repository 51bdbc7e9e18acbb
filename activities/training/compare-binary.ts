import { canonicalJson } from '../../models/artifact-key.ts';
import { countPositives } from '../../models/estimators/binary/binary-data.ts';
import {
  type BinaryComparison,
  type ChampionEvidence,
  type CutLoss,
  measureChampion,
} from '../../models/gates/champion-evidence.ts';
import { EARLIER_CUTS } from '../../models/gates/champion-rules.ts';
import { listSlices, pickSliceColumns } from '../../models/gates/slice-recall-evidence.ts';
import { chooseThreshold } from '../../models/metrics/choose-threshold.ts';
import { computeLogLoss } from '../../models/metrics/log-loss.ts';
import { createRandom, splitSeed } from '../../models/random.ts';
import { calibrateOnHeld } from '../../models/recipes/calibrate-on-held.ts';
import { canHold } from '../../models/recipes/can-hold.ts';
import { crossValidate } from '../../models/recipes/cross-validate.ts';
import { type Examples, joinExamples, takeExamples } from '../../models/recipes/examples.ts';
import { fitRecipe, type RecipeData } from '../../models/recipes/fit-recipe.ts';
import type { Recipe } from '../../models/recipes/recipe.ts';
import type { RecipeModel } from '../../models/recipes/recipe-model.ts';
import { splitEarlierCuts } from '../../models/splits/split-earlier-cuts.ts';
import { readExampleFile } from '../../platform/matrices/example-file.ts';
import { loadTensorflow } from '../../platform/native.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';
import { loadBinaryModel } from '../binary/load-binary-model.ts';
import { openMachineLibraries } from './machine-libraries.ts';
import { readFeatures } from './read-features.ts';

/** What the child is told; paths are local files. */
export type CompareBinaryInput = {
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
  /** Test rows that are enough to judge, and those of either class. */
  minRows: number;
  minOfEachClass: number;
  /** Features whose values part the test rows into groups that are judged apart. */
  slices: readonly string[];
  /** How the candidate was compared with other recipes. */
  folds: number;
  repeats: number;
  /** Days after a decision by which its outcome is surely known. */
  outcomeDays: number;
};

interface Rows {
  training: Examples;
  validation: Examples;
  test: Examples;
}

/** How a model is fitted here. */
type Learn = (recipe: Recipe, data: Omit<RecipeData, 'specs'>) => Promise<RecipeModel>;

/** Rows of either class without which a cut has nothing to learn from. */
const LEAST_OF_EACH = 20;

/** Put the candidate beside the champion on rows that neither has seen; without one, try its recipe at earlier cuts. */
export const runTask: RunTask<CompareBinaryInput, BinaryComparison> = async (input, { onProgress }) => {
  const { tf } = await loadTensorflow();
  const specs = await readFeatures(input.features);
  const candidate = await loadBinaryModel(input.model);
  const rows: Rows = {
    training: await readExampleFile(input.training),
    validation: await readExampleFile(input.validation),
    test: await readExampleFile(input.test),
  };
  const trainedUntil = rows.test.decidedOn.toSorted()[0] ?? '';
  const learn: Learn = (recipe, data) =>
    fitRecipe(
      { recipe, data: { specs, ...data } },
      {
        tf,
        ...openMachineLibraries(),
        // As the candidate itself was fitted: the same recipe gives the same model.
        random: createRandom(splitSeed(input.seed, recipe.name)),
      },
    );
  // A recipe includes how it is calibrated: on held rows, where there are enough.
  const refit: Learn = async (recipe, data) => {
    const fitted = await learn(recipe, data);
    const examples = joinExamples(data.training, data.validation);
    if (!canHold(examples, input.folds)) return fitted;
    const held = await crossValidate(
      recipe,
      { specs, examples },
      { tf, ...openMachineLibraries(), ...pickComparison(input), onProgress: async () => {} },
    );
    return calibrateOnHeld(fitted, held, examples);
  };
  const { champion, refused } = await openChampion(input.champion, rows.test);
  if (champion === null) {
    await onProgress(0.1, 'earlier cuts');
    const earlier = await tryEarlier(candidate.recipe, rows, { ...input, learn: refit });
    return { champion: null, refused, earlier, trainedUntil };
  }
  await onProgress(0.1, 'champion');
  const evidence = await compare(champion, candidate, { ...input, rows, refit });
  return { champion: evidence, refused: null, earlier: [], trainedUntil };
};

interface OpenChampion {
  model: RecipeModel;
  trainedUntil: string;
}

async function openChampion(
  champion: CompareBinaryInput['champion'],
  test: Examples,
): Promise<{ champion: OpenChampion | null; refused: string | null }> {
  if (champion === null) return { champion: null, refused: null };
  const model = await loadBinaryModel(champion.model);
  const missing = model.listMissing(test.table);
  if (missing.length > 0)
    return { champion: null, refused: `it reads features that are no longer there: ${missing.join(', ')}` };
  return { champion: { model, trainedUntil: champion.trainedUntil }, refused: null };
}

function pickComparison({ folds, repeats, seed }: CompareBinaryInput) {
  return { folds, repeats, seed };
}

/** The champion itself where enough test rows came after it; else its recipe, fitted as the candidate was. */
async function compare(
  champion: OpenChampion,
  candidate: RecipeModel,
  { rows, refit, ...input }: CompareBinaryInput & { rows: Rows; refit: Learn },
): Promise<ChampionEvidence> {
  const { training, validation, test } = rows;
  const unseen = takeExamples(
    test,
    test.decidedOn.flatMap((day, row) => (day >= champion.trainedUntil ? [row] : [])),
  );
  const isEnough = unseen.labels.length >= input.minRows && countRarer(unseen.labels) >= input.minOfEachClass;
  const refitted = async () => {
    const { recipe } = champion.model;
    const isSame = canonicalJson(recipe) === canonicalJson(candidate.recipe);
    return isSame ? candidate : refit(recipe, { training, validation });
  };
  const model = isEnough ? champion.model : await refitted();
  const judged = isEnough ? unseen : test;
  const validated = model.predict(validation.table);
  return measureChampion(
    isEnough ? 'rows-after' : 'refit',
    {
      customers: judged.customers,
      labels: judged.labels,
      probabilities: model.predict(judged.table),
      candidate: candidate.predict(judged.table),
      slices: listSlices(pickSliceColumns(judged.table, input.slices)),
      trainingRate: countPositives(training.labels) / training.labels.length,
      learntRows: training.labels.length + validation.labels.length,
      thresholds: {
        accuracy: chooseThreshold(validated, validation.labels, 'accuracy'),
        f1: chooseThreshold(validated, validation.labels, 'f1'),
      },
    },
    input,
  );
}

/** Log-loss of the recipe at earlier cuts, on the rows after each, all of them older than the test. */
async function tryEarlier(
  recipe: Recipe,
  { training, validation }: Rows,
  { learn, outcomeDays }: { learn: Learn; outcomeDays: number },
): Promise<CutLoss[]> {
  const all = joinExamples(training, validation);
  const learns = training.labels.length;
  const losses: CutLoss[] = [];
  for (const { from, known, test } of splitEarlierCuts(all.decidedOn, { count: EARLIER_CUTS, outcomeDays })) {
    const data = {
      training: takeExamples(
        all,
        known.filter((row) => row < learns),
      ),
      validation: takeExamples(
        all,
        known.filter((row) => row >= learns),
      ),
    };
    const tested = takeExamples(all, test);
    const rows = tested.labels.length;
    if (Math.min(countRarer(data.training.labels), countRarer(data.validation.labels)) < LEAST_OF_EACH) {
      losses.push({ from, rows, model: null, reference: null });
      continue;
    }
    const model = await learn(recipe, data);
    const rate = countPositives(data.training.labels) / data.training.labels.length;
    losses.push({
      from,
      rows,
      model: computeLogLoss(model.predict(tested.table), tested.labels),
      reference: computeLogLoss(new Float64Array(rows).fill(rate), tested.labels),
    });
  }
  return losses;
}

function countRarer(labels: Uint8Array): number {
  const positives = countPositives(labels);
  return Math.min(positives, labels.length - positives);
}
