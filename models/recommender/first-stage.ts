import type { TensorFlow } from '../estimators/learner.ts';
import { createRandom, splitSeed } from '../random.ts';
import { type CandidateFinder, createCandidateFinder } from './candidates.ts';
import { takeCells } from './cell-matrix.ts';
import { buildEase, type CutFacts, readCut, type ScorerPart } from './cut-facts.ts';
import { type HybridModel, type HybridModels, scoreHybrid, sumVectors } from './hybrid-model.ts';
import { invertWithTensorflow } from './invert-with-tensorflow.ts';
import type { RecommenderData } from './product-log.ts';
import { FIXED, type RecommenderRecipe } from './recipe.ts';
import { listCustomerFeatures, listProductFeatures } from './side-features.ts';
import { trainHybrid } from './train-hybrid.ts';

/** What a first stage is fitted with. */
export interface FirstStageContext {
  readonly tf: TensorFlow;
  readonly seed: number;
  /** Hybrid models that the same purchases and seed have given before: they are not fitted again. */
  readonly hybrids?: HybridModels | undefined;
  readonly onProgress?: ((fraction: number, note: string) => void | Promise<void>) | undefined;
}

/** The hybrid model, its scores of products, and where each product of the log lies: vectors of `size`, row-major. */
export interface HybridPart extends ScorerPart {
  readonly model: HybridModel;
  readonly size: number;
  readonly vectors: Float32Array;
}

/** What is known before one cut, and the scorers that find candidates: `ease`, `recent` and `hybrid`. */
export interface FirstStage extends CutFacts {
  readonly parts: readonly ScorerPart[];
  readonly hybrid: HybridPart;
}

/** Fit EASE, EASE of recent purchases and the hybrid model on what lies before `cut`. */
export async function fitFirstStage(
  data: RecommenderData,
  cut: number,
  context: FirstStageContext,
): Promise<FirstStage> {
  const { tf, onProgress } = context;
  const facts = readCut(data, cut);
  const invert = invertWithTensorflow(tf);
  const ease = await buildEase(facts, { name: 'ease', ridge: FIXED.easeRidge, halfLife: null, invert });
  await onProgress?.(0.3, 'EASE');
  const recent = await buildEase(facts, {
    name: 'recent',
    ridge: FIXED.recentRidge,
    halfLife: FIXED.recentHalfLife,
    invert,
  });
  await onProgress?.(0.6, 'EASE of recent purchases');
  const hybrid = await buildHybrid(facts, context);
  return { ...facts, parts: [ease, recent, hybrid], hybrid };
}

/** The hybrid model alone, which knows products and customers by their features too. */
export async function buildHybrid(
  { data, history, items, inputs, outputs }: CutFacts,
  { tf, seed, hybrids, onProgress }: FirstStageContext,
): Promise<HybridPart> {
  const sides = {
    customers: listCustomerFeatures(data),
    products: listProductFeatures(data, history, items),
  };
  const model =
    hybrids?.get(history.cut) ??
    (await trainHybrid({ cells: takeCells(history, inputs, null), map: inputs, ...sides }, FIXED.hybrid, {
      tf,
      random: createRandom(splitSeed(seed, `hybrid ${history.cut}`)),
      onProgress: (fraction, note) => onProgress?.(0.6 + 0.4 * fraction, note),
    }));
  return {
    name: 'hybrid',
    model,
    scorer: scoreHybrid(model, sides, outputs),
    items: outputs,
    size: model.size,
    vectors: sumVectors(model.productTable, model.size, sides.products, model.knownProducts),
  };
}

/** Candidates by the weighted sum of the parts, as many as the re-ranker sees unless told otherwise. */
export function createFinder(
  stage: FirstStage,
  blend: RecommenderRecipe['blend'],
  most: number = FIXED.candidates,
): CandidateFinder {
  const { parts, outputs, history } = stage;
  const weights: Readonly<Record<string, number>> = blend;
  return createCandidateFinder({
    parts: parts.map((part) => ({ ...part, weight: weights[part.name]! })),
    outputs,
    history,
    most,
  });
}
