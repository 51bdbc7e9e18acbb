/**
 * What lists lose and gain where a product that too few have bought to be ranked takes one of the first ten places, chosen by the
 * hybrid model or by its own buyers: on the day on which recipes are chosen, by everything that was newly bought after it.
 *   node --import tsx bench/cold-slots.ts SOURCE [first day after the data, default 2018-01-01]
 */
import { openMachineLightgbm } from '../activities/training/machine-lightgbm.ts';
import { formatTable } from '../cli/format.ts';
import { createCandidateFinder } from '../models/recommender/candidates.ts';
import { buildEase, type CutFacts, type ScorerPart } from '../models/recommender/cut-facts.ts';
import { buildHybrid, fitFirstStage } from '../models/recommender/first-stage.ts';
import { invertWithTensorflow } from '../models/recommender/invert-with-tensorflow.ts';
import { listOutcomes } from '../models/recommender/outcomes.ts';
import { listBest, rankByPart } from '../models/recommender/rank-customers.ts';
import type { NewItems } from '../models/recommender/ranked-lists.ts';
import { DEFAULT_RECIPE, FIXED } from '../models/recommender/recipe.ts';
import { rankWithTrees } from '../models/recommender/recommend.ts';
import { trainReranker } from '../models/recommender/train-recommender.ts';
import { loadTensorflow } from '../platform/native.ts';
import { compareRankings, K, RANKING_HEADER } from './compare-rankings.ts';
import { openProducts } from './open-products.ts';

/** Buyers before the day that make a product one of these: one, and enough to know its price and kind by. */
const LEAST_BUYERS = [1, 5];
/** Places in the list, from 0, that such a product takes. */
const SLOTS = [[], [9], [4, 9], [2]];

const { data, choice } = await openProducts(process.argv.slice(2));
const { tf } = await loadTensorflow();
const lightgbm = openMachineLightgbm();
if (lightgbm === undefined) throw new Error('no LightGBM: run `npx crosslift doctor`');
const context = { tf, lightgbm, seed: 1 };
const { blend, baselineRidge: ridge } = DEFAULT_RECIPE;
const trees = (await trainReranker(data, choice, { blend }, context))!;
const stage = await fitFirstStage(data, choice, context);
/** The same model scores whatever products. */
const known = { ...context, hybrids: new Map([[choice, stage.hybrid.model]]) };
const invert = invertWithTensorflow(tf);
const ease = await buildEase(stage, { name: 'ease', ridge, halfLife: null, invert });
const { history, items, outputs } = stage;
const isRanked = new Set(outputs);
for (const least of LEAST_BUYERS) {
  const cold = Int32Array.from(items.buyers.keys()).filter(
    (item) => items.buyers[item]! >= least && !isRanked.has(item),
  );
  await measure(`${cold.length} products of ${least} buyers or more that are not ranked`, cold);
}

async function measure(title: string, cold: Int32Array): Promise<void> {
  const facts: CutFacts = { ...stage, outputs: cold };
  const parts = [rankByBuyers(cold), await buildHybrid(facts, known)];
  const among = listOutcomes(facts, choice + FIXED.windowDays);
  const category = rankByPart(facts, rankByCategory(cold), { customers: among.customers, k: K });
  const rows = [
    compareRankings('category alone', category, category, among),
    ...parts.map((part) =>
      compareRankings(
        `${part.name} alone`,
        rankByPart(facts, part, { customers: among.customers, k: K }),
        category,
        among,
      ),
    ),
  ];
  console.log(`\n${title}, among themselves, beside their category's popularity`);
  console.log(formatTable([RANKING_HEADER, ...rows], [1, 2, 3, 4, 5]));

  const all = { ...stage, outputs: Int32Array.from([...outputs, ...cold]).sort() };
  const outcomes = listOutcomes(all, choice + FIXED.windowDays);
  const { customers } = outcomes;
  const plan = { customers, popularityHalfLife: null, most: K };
  const ranked = Array.from(
    rankWithTrees({ stage, blend, trees, lightgbm: lightgbm! }, plan),
    (found) => found.items,
  );
  const reference = rankByPart(stage, ease, { customers, k: K });
  const slotted = parts.flatMap((part) => {
    const find = createCandidateFinder({
      parts: [{ ...part, weight: 1 }],
      outputs: cold,
      history,
      most: SLOTS.length,
    });
    const picks = Array.from(customers, (customer) => find(customer).items);
    const best = countBought(outcomes.newItems, (row) => picks[row]![0]!) / customers.length;
    const tenth = countBought(outcomes.newItems, (row) => ranked[row]![K - 1]!) / customers.length;
    console.log(
      `\nof customers bought the best by ${part.name} ${best.toFixed(4)}, the tenth of the list ${tenth.toFixed(4)}`,
    );
    return SLOTS.map((slots) => {
      const rows = picks.entries();
      const lay = () => {
        const [row, pick] = rows.next().value!;
        const list = [...ranked[row]!.subarray(0, K)];
        for (const [place, slot] of slots.entries()) list.splice(slot, 0, pick[place]!);
        return Int32Array.from(list);
      };
      const places = slots.map((slot) => slot + 1).join(' and ') || 'none';
      return compareRankings(`${places}, by ${part.name}`, listBest(customers, K, lay), reference, outcomes);
    });
  });
  console.log(
    '\nplaces that they take in the lists of the re-ranker, by all that was newly bought, beside EASE',
  );
  console.log(formatTable([RANKING_HEADER, ...slotted], [1, 2, 3, 4, 5]));
}

/** Customers who newly bought what they are shown. */
function countBought({ offsets, items: bought }: NewItems, shown: (row: number) => number): number {
  return Array.from({ length: offsets.length - 1 }, (_, row) =>
    bought.subarray(offsets[row]!, offsets[row + 1]!).includes(shown(row)),
  ).filter(Boolean).length;
}

function rankByBuyers(products: Int32Array): ScorerPart {
  return fix(
    'buyers',
    products,
    Float32Array.from(products, (item) => items.buyers[item]!),
  );
}

/** Mean buyers of the ranked products of the same category. */
function rankByCategory(products: Int32Array): ScorerPart {
  const { codes, levels } = data.attributes.product.category!;
  const [buyers, goods] = [new Float64Array(levels.length), new Float64Array(levels.length)];
  for (const item of outputs) {
    buyers[codes[item]!]! += items.buyers[item]!;
    goods[codes[item]!]!++;
  }
  const scores = Float32Array.from(
    products,
    (item) => buyers[codes[item]!]! / Math.max(1, goods[codes[item]!]!),
  );
  return fix('category', products, scores);
}

/** The same scores for everybody. */
function fix(name: string, products: Int32Array, scores: Float32Array): ScorerPart {
  return {
    name,
    items: products,
    scorer: { width: products.length, score: (_, into) => into.set(scores) },
  };
}
