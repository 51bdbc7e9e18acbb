import type { BoosterRows } from '../estimators/lightgbm/dataset.ts';
import type { Lightgbm } from '../estimators/lightgbm/open-lightgbm.ts';
import { createRandom, splitSeed } from '../random.ts';
import { type Choice, chooseRecipe } from './choose-recipe.ts';
import { type FirstStage, type FirstStageContext, fitFirstStage } from './first-stage.ts';
import { invertWithTensorflow } from './invert-with-tensorflow.ts';
import { listOutcomes, sampleOutcomes } from './outcomes.ts';
import { listTrainingCuts } from './plan-cuts.ts';
import type { RecommenderData } from './product-log.ts';
import { FIXED, type RecommenderRecipe } from './recipe.ts';
import { collectExamples, fitReranker } from './reranker.ts';

/** What training uses besides data; without LightGBM there is no re-ranker. */
export interface RecommenderContext extends FirstStageContext {
  readonly lightgbm: Lightgbm | undefined;
  /** A first stage that is fitted already, for the training cut it belongs to. */
  readonly fitted?: FirstStage | undefined;
}

/** Customers by whom recipes are compared; drawn where there are more, since each recipe ranks for all of them. */
const MOST_CUSTOMERS = 3_000;

/** Compare recipes at `cut`, by what was newly bought until the cut that will judge them; and the first stage fitted for it. */
export async function chooseAt(
  data: RecommenderData,
  { cut, until }: { cut: number; until: number },
  context: FirstStageContext,
): Promise<Choice & { readonly stage: FirstStage }> {
  const stage = await fitFirstStage(data, cut, context);
  const random = createRandom(splitSeed(context.seed, 'choice customers'));
  const outcomes = sampleOutcomes(listOutcomes(stage, until), { most: MOST_CUSTOMERS, random });
  const choice = await chooseRecipe({ stage, outcomes, invert: invertWithTensorflow(context.tf) });
  return { ...choice, stage };
}

/** The re-ranker's trees for `cut`, from what was newly bought after cuts before it; null where nothing was. */
export async function trainReranker(
  data: RecommenderData,
  cut: number,
  recipe: RecommenderRecipe,
  context: RecommenderContext,
): Promise<string | null> {
  const { lightgbm, seed, onProgress, fitted } = context;
  if (lightgbm === undefined) return null;
  const cuts = listTrainingCuts(cut, findFirstDay(data));
  const examples: BoosterRows[] = [];
  for (const [index, earlier] of cuts.entries()) {
    const stage =
      fitted?.history.cut === earlier.cut
        ? fitted
        : await fitFirstStage(data, earlier.cut, {
            ...context,
            onProgress: (fraction, note) =>
              onProgress?.((0.8 * (index + fraction)) / cuts.length, `day ${earlier.cut}: ${note}`),
          });
    const random = createRandom(splitSeed(seed, `examples ${earlier.cut}`));
    examples.push(collectExamples(stage, { until: earlier.until, blend: recipe.blend, random }));
  }
  return fitReranker(lightgbm, examples, {
    rounds: FIXED.rounds,
    seed,
    onRound: (round) => onProgress?.(0.8 + (0.2 * round) / FIXED.rounds, `re-ranker round ${round}`),
  });
}

/** The first day of the log, as days from the as-of; 0 without a purchase. */
export function findFirstDay({ log }: RecommenderData): number {
  return log.day.reduce((first, day) => Math.min(first, day), 0);
}
