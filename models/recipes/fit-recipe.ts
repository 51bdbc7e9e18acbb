import type { FeatureSpec } from '../encoders/feature-table.ts';
import type { BinaryData } from '../estimators/binary/binary-data.ts';
import type { BinaryModel } from '../estimators/binary/binary-model.ts';
import { binaryLearners } from '../estimators/binary/index.ts';
import { takeLatestRows } from '../estimators/binary/latest-rows.ts';
import type { FitContext } from '../estimators/learner.ts';
import { encodeFold } from '../samplers/encode-fold.ts';
import type { Examples } from './examples.ts';
import type { Recipe } from './recipe.ts';
import { createRecipeModel, type RecipeModel } from './recipe-model.ts';

/** Rows to learn from, and other customers' rows, as they come, that stop and calibrate. */
export interface RecipeData {
  readonly specs: readonly FeatureSpec[];
  readonly training: Examples;
  readonly validation: Examples;
}

/**
 * Makes a model by its recipe: encodes by what the training rows show, samples those only, fits, and calibrates on
 * validation rows as they come.
 */
export async function fitRecipe(
  { recipe, data }: { recipe: Recipe; data: RecipeData },
  context: FitContext,
): Promise<RecipeModel> {
  const { training, validation } = data;
  const specs = data.specs.filter(({ name }) => !recipe.without.includes(name));
  const {
    encoder,
    training: sampled,
    others,
  } = encodeFold(
    { training: { specs, ...training }, others: { validation: validation.table } },
    recipe,
    context.random,
  );
  const validated = {
    features: others.validation,
    labels: validation.labels,
    customers: validation.customers,
  };
  const latest = takeLatestRows(validated, validation.decidedOn);
  const { features, labels, weights, sources } = sampled;
  // A made row belongs to the customer it was made from, so it cannot meet itself in validation.
  const customers = Array.from(sources, (row) => training.customers[row]!);
  const rows = {
    training: { features, labels, customers, ...(weights && { weights }) },
    validation: validated,
    ...(latest && { latest }),
  };
  return createRecipeModel({ recipe, encoder, model: await fitBest(recipe, rows, context) });
}

/** The model of the setting with the least validation log-loss, of equals the first. */
async function fitBest(recipe: Recipe, rows: BinaryData, context: FitContext): Promise<BinaryModel> {
  const learner = binaryLearners[recipe.learner];
  const fitWith = (setting: Recipe['params']) =>
    learner.fit(rows, learner.params.parse({ ...recipe.params, ...setting }), context);
  const [first = {}, ...others] = recipe.tuning;
  let best = await fitWith(first);
  for (const setting of others) {
    const other = await fitWith(setting);
    if (other.state.training.validationLogLoss < best.state.training.validationLogLoss) best = other;
  }
  return best;
}
