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
  /** Told of each day that is learnt from, the oldest first, and of the next one, or the cut. */
  readonly onStage?: ((stage: FirstStage, until: number) => Promise<void>) | undefined;
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
  { blend }: Pick<RecommenderRecipe, 'blend'>,
  context: RecommenderContext,
): Promise<string | null> {
  const [trees] = await trainRerankers(data, cut, [blend], context);
  return trees ?? null;
}

/** The same for several blends of candidates, whose first stages are fitted once. */
export async function trainRerankers(
  data: RecommenderData,
  cut: number,
  blends: readonly RecommenderRecipe['blend'][],
  context: RecommenderContext,
): Promise<Array<string | null>> {
  const { lightgbm, seed, onProgress, fitted, onStage } = context;
  if (lightgbm === undefined) return blends.map(() => null);
  const cuts = listTrainingCuts(cut, findFirstDay(data));
  const examples = blends.map((): BoosterRows[] => []);
  for (const [index, earlier] of cuts.entries()) {
    const stage =
      fitted?.history.cut === earlier.cut
        ? fitted
        : await fitFirstStage(data, earlier.cut, {
            ...context,
            onProgress: (fraction, note) =>
              onProgress?.((0.8 * (index + fraction)) / cuts.length, `day ${earlier.cut}: ${note}`),
          });
    for (const [place, blend] of blends.entries()) {
      const random = createRandom(splitSeed(seed, `examples ${earlier.cut}`));
      examples[place]!.push(collectExamples(stage, { until: earlier.until, blend, random }));
    }
    await onStage?.(stage, cuts[index + 1]?.cut ?? cut);
  }
  const trees: Array<string | null> = [];
  for (const own of examples) {
    const plan = {
      rounds: FIXED.rounds,
      seed,
      onRound: (round: number) =>
        onProgress?.(0.8 + (0.2 * round) / FIXED.rounds, `re-ranker round ${round}`),
    };
    trees.push(await fitReranker(lightgbm, own, plan));
  }
  return trees;
}

/** The first day of the log, as days from the as-of; 0 without a purchase. */
export function findFirstDay({ log }: RecommenderData): number {
  return log.day.reduce((first, day) => Math.min(first, day), 0);
}
