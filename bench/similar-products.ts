/**
 * What the products most like those that a customer bought tell of what is newly bought later: NDCG@10 of the likeness summed
 * over all purchases, and over those of the last day, beside popularity; on the date of choices, and on the test's.
 *   node --import tsx bench/similar-products.ts SOURCE [first day after the data, default 2018-01-01]
 */
import { formatTable } from '../cli/format.ts';
import { takeCells } from '../models/recommender/cell-matrix.ts';
import { buildPopularity, type CutFacts, readCut, type ScorerPart } from '../models/recommender/cut-facts.ts';
import { buildHybrid } from '../models/recommender/first-stage.ts';
import { listOutcomes } from '../models/recommender/outcomes.ts';
import { rankByPart } from '../models/recommender/rank-customers.ts';
import { FIXED } from '../models/recommender/recipe.ts';
import {
  likenByBuyers,
  likenByVectors,
  listSimilar,
  type SimilarProducts,
} from '../models/recommender/similar-products.ts';
import { loadTensorflow } from '../platform/native.ts';
import { compareRankings, K, RANKING_HEADER } from './compare-rankings.ts';
import { openProducts } from './open-products.ts';

const { data, choice, test } = await openProducts(process.argv.slice(2));
const { tf } = await loadTensorflow();

for (const cut of [choice, test]) {
  const facts = readCut(data, cut);
  const outcomes = listOutcomes(facts, cut + FIXED.windowDays);
  const { customers } = outcomes;
  const rank = (part: ScorerPart) => rankByPart(facts, part, { customers, k: K });
  const popularity = rank(buildPopularity(facts, null));
  const { items } = facts.inputs;
  const tables = {
    buyers: listSimilar([likenByBuyers(takeCells(facts.history, facts.inputs, null), items)]),
    'hybrid vectors': listSimilar([
      likenByVectors(await buildHybrid(facts, { tf, seed: 1 }), { rows: items, columns: items }),
    ]),
  };
  const rows = Object.entries(tables).flatMap(([name, table]) =>
    Object.entries({ 'all purchases': false, 'the last day': true }).map(([what, isLast]) =>
      compareRankings(`${name}, ${what}`, rank(scoreByLikeness(facts, table, isLast)), popularity, outcomes),
    ),
  );
  const base = compareRankings('popularity', popularity, popularity, outcomes);
  console.log(`\nnew products after day ${cut}, ${customers.length} customers, beside popularity`);
  console.log(formatTable([RANKING_HEADER, base, ...rows], [1, 2, 3, 4, 5]));
}

/** Sum of each product's likeness to what was bought, or to what was bought on the last day, where it is one of the 20 nearest. */
function scoreByLikeness({ history }: CutFacts, table: SimilarProducts, isLast: boolean): ScorerPart {
  const neighbours = new Map<number, number[]>();
  for (const [row, product] of table.product.entries())
    neighbours.set(product, [...(neighbours.get(product) ?? []), row]);
  const width = data.log.products.length;
  return {
    name: 'likeness',
    items: Int32Array.from({ length: width }, (_, item) => item),
    scorer: {
      width,
      score(customer, into) {
        into.fill(0);
        const [from, to] = [history.offsets[customer]!, history.offsets[customer + 1]!];
        let newest = Number.NEGATIVE_INFINITY;
        for (let cell = from; cell < to; cell++) newest = Math.max(newest, history.lastDay[cell]!);
        for (let cell = from; cell < to; cell++) {
          if (isLast && history.lastDay[cell]! < newest) continue;
          for (const row of neighbours.get(history.items[cell]!) ?? [])
            into[table.similar[row]!]! += table.score[row]!;
        }
      },
    },
  };
}
