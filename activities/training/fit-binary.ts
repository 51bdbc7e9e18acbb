import { binaryLearners } from '../../models/estimators/binary/index.ts';
import { canFit } from '../../models/estimators/fit-candidates.ts';
import { createRandom, splitSeed } from '../../models/random.ts';
import { calibrateOnHeld } from '../../models/recipes/calibrate-on-held.ts';
import { canHold } from '../../models/recipes/can-hold.ts';
import { crossValidate, type HeldPredictions } from '../../models/recipes/cross-validate.ts';
import { type Examples, joinExamples, takeExamples } from '../../models/recipes/examples.ts';
import { fitRecipe } from '../../models/recipes/fit-recipe.ts';
import type { Recipe } from '../../models/recipes/recipe.ts';
import { type HeldComparison, type HeldResult, selectRecipe } from '../../models/recipes/select-recipe.ts';
import { sampleCustomers } from '../../models/splits/sample-customers.ts';
import { readExampleFile } from '../../platform/matrices/example-file.ts';
import { writeModelFile } from '../../platform/matrices/model-file.ts';
import { loadTensorflow } from '../../platform/native.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';
import { openMachineLibraries } from './machine-libraries.ts';
import { readFeatures } from './read-features.ts';

/** What the child is told; paths are local files. */
export type FitBinaryInput = {
  /** The specs of the features, JSON. */
  features: string;
  training: string;
  validation: string;
  model: string;
  recipes: Recipe[];
  folds: number;
  repeats: number;
  seed: number;
  /** Most rows the recipes are compared on, a sample of whole customers; left out, all of them. */
  comparisonRows?: number;
  /** Hold rows of a single recipe, too: it is calibrated as one that was compared. */
  holds?: boolean;
};

/** What it answers. */
export type FitBinaryResult = {
  /** What ran TensorFlow.js. */
  backend: string;
  /** Name of the recipe whose model was written. */
  chosen: string;
  /** How the recipes did on held rows; empty where there are too few rows to hold any. */
  comparisons: HeldComparison[];
  /** Rows that they were compared on. */
  comparedRows: number;
  /** Names of recipes whose library is missing here. */
  skipped: string[];
};

/** Share of the work that is the comparison; the rest is the one fit that is kept. */
const COMPARING = 0.9;

/** Compare the recipes on held rows, in this process, which they keep busy, and write the model of the one to use. */
export const runTask: RunTask<FitBinaryInput, FitBinaryResult> = async (input, { onProgress }) => {
  const { tf, backend } = await loadTensorflow();
  const libraries = { tf, ...openMachineLibraries() };
  const specs = await readFeatures(input.features);
  const training = await readExampleFile(input.training);
  const validation = await readExampleFile(input.validation);
  const able = input.recipes.filter(({ learner }) => canFit(binaryLearners[learner], libraries));
  const [champion] = able;
  if (champion === undefined) throw new Error('invalid recipes: none can be fitted with the libraries here');
  const examples = takeSample(joinExamples(training, validation), input);
  // One recipe needs no comparison, but its calibration may want held rows.
  const isComparison = (able.length > 1 || input.holds === true) && canHold(examples, input.folds);
  const results: (HeldResult & { held: HeldPredictions })[] = [];
  for (const [index, recipe] of isComparison ? able.entries() : []) {
    const held = await crossValidate(
      recipe,
      { specs, examples },
      {
        ...pickComparison(input),
        ...libraries,
        onProgress: (fraction, note) =>
          onProgress((COMPARING * (index + fraction)) / able.length, `${recipe.name}, ${note}`),
      },
    );
    results.push({ name: recipe.name, held });
  }
  const { chosen, comparisons } =
    results.length > 0 ? selectRecipe(results, examples) : { chosen: champion.name, comparisons: [] };
  const recipe = able.find(({ name }) => name === chosen)!;
  const fitted = await fitRecipe(
    { recipe, data: { specs, training, validation } },
    { ...libraries, random: createRandom(splitSeed(input.seed, recipe.name)) },
  );
  const result = results.find(({ name }) => name === chosen);
  // A large table is compared on a sample, which may be smaller than its validation rows.
  const hasMoreHeld = result !== undefined && examples.labels.length > validation.labels.length;
  const model = hasMoreHeld ? calibrateOnHeld(fitted, result.held, examples) : fitted;
  await writeModelFile(input.model, model.save());
  const skipped = input.recipes.filter((other) => !able.includes(other)).map(({ name }) => name);
  return { backend, chosen, comparisons, comparedRows: isComparison ? examples.labels.length : 0, skipped };
};

function takeSample(examples: Examples, { comparisonRows, seed }: FitBinaryInput): Examples {
  if (comparisonRows === undefined) return examples;
  const random = createRandom(splitSeed(seed, 'comparison'));
  return takeExamples(examples, sampleCustomers(examples.customers, { most: comparisonRows, random }));
}

function pickComparison({ folds, repeats, seed }: FitBinaryInput) {
  return { folds, repeats, seed };
}
