import type { BoosterRows } from '../estimators/lightgbm/dataset.ts';
import type { Lightgbm } from '../estimators/lightgbm/open-lightgbm.ts';
import { predictWithTrees, trainBooster } from '../estimators/lightgbm/train-booster.ts';
import type { Random } from '../random.ts';
import type { CandidateFilter, Candidates } from './candidates.ts';
import { buildDescriber } from './cut-facts.ts';
import { createFinder, type FirstStage } from './first-stage.ts';
import { listNewItems } from './list-new-items.ts';
import { listRankingFeatures } from './ranking-features.ts';
import { FIXED, type RecommenderRecipe } from './recipe.ts';

/** Names of the features, in the order of the columns. */
export function listColumns(stage: FirstStage): string[] {
  return listRankingFeatures(
    stage.parts.map(({ name }) => name),
    Object.keys(stage.data.attributes.product),
  );
}

/** How many candidates one cut describes at most; whole customers are drawn until there are as many. */
const MOST_EXAMPLES = 240_000;
/** Share of the candidates not bought that are kept, each with the weight of those left out: a third of the time, the same trees. */
const KEPT_OTHERS = 0.3;

/** Candidates of customers who newly bought something from the cut until `until`, each with whether it was that. */
export function collectExamples(
  stage: FirstStage,
  { until, blend, random }: { until: number; blend: RecommenderRecipe['blend']; random: Random },
): BoosterRows {
  const { offsets, items } = listNewItems(stage.data.log, stage.history, { until, outputs: stage.outputs });
  const find = createFinder(stage, blend);
  const describe = buildDescriber(stage);
  const columns = listColumns(stage);
  const buyers = Array.from({ length: stage.history.customers }, (_, row) => row).filter(
    (row) =>
      offsets[row + 1]! > offsets[row]! && stage.history.offsets[row + 1]! > stage.history.offsets[row]!,
  );
  const most = Math.min(buyers.length, Math.ceil(MOST_EXAMPLES / FIXED.candidates));
  const drawn = random
    .shuffle(buyers)
    .slice(0, most)
    .sort((one, other) => one - other);
  const width = columns.length;
  const values = new Float32Array(drawn.length * FIXED.candidates * width);
  const described = new Float32Array(FIXED.candidates * width);
  const label = new Float32Array(drawn.length * FIXED.candidates);
  const weight = new Float32Array(drawn.length * FIXED.candidates);
  let rows = 0;
  for (const customer of drawn) {
    const candidates = find(customer);
    describe(customer, candidates, described, 0);
    const bought = new Set(items.subarray(offsets[customer]!, offsets[customer + 1]!));
    for (const [place, item] of candidates.items.entries()) {
      const isBought = bought.has(item);
      if (!isBought && random.next() >= KEPT_OTHERS) continue;
      values.set(described.subarray(place * width, (place + 1) * width), rows * width);
      label[rows] = isBought ? 1 : 0;
      weight[rows++] = isBought ? 1 : 1 / KEPT_OTHERS;
    }
  }
  return {
    // Copies: views would keep what was not filled.
    features: { rows, columns, values: values.slice(0, rows * width) },
    label: label.slice(0, rows),
    weight: weight.slice(0, rows),
  };
}

/** How long to boost. */
export interface RerankerPlan {
  readonly rounds: number;
  readonly seed: number;
  readonly onRound?: ((round: number) => void | Promise<void>) | undefined;
}

/** Boosts on the examples of all cuts together; null where none of them, or all, were bought. */
export async function fitReranker(
  lightgbm: Lightgbm,
  parts: readonly BoosterRows[],
  { rounds, seed, onRound }: RerankerPlan,
): Promise<string | null> {
  const training = stackRows(parts);
  if (new Set(training.label).size < 2) return null;
  const plan = { params: { ...FIXED.trees, seed }, maxRounds: rounds };
  return (await trainBooster(lightgbm, { training }, plan, onRound)).text;
}

function stackRows(parts: readonly BoosterRows[]): BoosterRows {
  const rows = parts.reduce((sum, { features }) => sum + features.rows, 0);
  const columns = parts[0]?.features.columns ?? [];
  const values = new Float32Array(rows * columns.length);
  const label = new Float32Array(rows);
  const weight = new Float32Array(rows).fill(1);
  let at = 0;
  for (const { features, label: labels, weight: weights } of parts) {
    values.set(features.values, at * columns.length);
    label.set(labels, at);
    if (weights) weight.set(weights, at);
    at += features.rows;
  }
  return { features: { rows, columns, values }, label, weight };
}

/** A customer's candidates with the probability of each, best first. */
export interface RankedCandidates {
  readonly items: Int32Array;
  readonly scores: Float64Array;
}

/** Customers that are described and predicted at once: the trees are read once per block. */
const BLOCK = 512;

/** Ranks candidates block by block. */
export function* rerankCustomers(
  lightgbm: Lightgbm,
  text: string,
  stage: FirstStage,
  {
    customers,
    blend,
    alsoFrom,
  }: {
    customers: Int32Array;
    blend: RecommenderRecipe['blend'];
    alsoFrom?: ((customer: number) => CandidateFilter | undefined) | undefined;
  },
): Generator<RankedCandidates> {
  const find = createFinder(stage, blend);
  const describe = buildDescriber(stage);
  const columns = listColumns(stage);
  for (let from = 0; from < customers.length; from += BLOCK) {
    const block = Array.from(customers.subarray(from, from + BLOCK), (customer): [number, Candidates] => [
      customer,
      find(customer, alsoFrom?.(customer)),
    ]);
    const rows = block.reduce((sum, [, { items }]) => sum + items.length, 0);
    const values = new Float32Array(rows * columns.length);
    let at = 0;
    for (const [customer, candidates] of block) {
      describe(customer, candidates, values, at * columns.length);
      at += candidates.items.length;
    }
    const scores = predictWithTrees(lightgbm, text, { rows, columns, values }, 'normal');
    at = 0;
    for (const [, { items }] of block) {
      yield sortCandidates(items, scores.subarray(at, at + items.length));
      at += items.length;
    }
  }
}

function sortCandidates(items: Int32Array, scores: Float64Array): RankedCandidates {
  const order = Array.from(items.keys()).sort(
    (one, other) => scores[other]! - scores[one]! || items[one]! - items[other]!,
  );
  return {
    items: Int32Array.from(order, (place) => items[place]!),
    scores: Float64Array.from(order, (place) => scores[place]!),
  };
}
