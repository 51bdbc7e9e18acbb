import { describe, expect, it } from 'vitest';
import { openMachineLightgbm } from '../../../activities/training/machine-lightgbm.ts';
import { createRandom } from '../../../models/random.ts';
import { buildEase, buildPopularity, readCut } from '../../../models/recommender/cut-facts.ts';
import { fitFirstStage } from '../../../models/recommender/first-stage.ts';
import { invertWithTensorflow } from '../../../models/recommender/invert-with-tensorflow.ts';
import { DEFAULT_RECIPE } from '../../../models/recommender/recipe.ts';
import { rankWithPart, rankWithTrees } from '../../../models/recommender/recommend.ts';
import { chooseAt, trainReranker } from '../../../models/recommender/train-recommender.ts';
import { loadTensorflow } from '../../../platform/native.ts';
import { listProducts, plantShoppers } from './plant-shoppers.ts';
import { writeLog } from './write-log.ts';

const { tf } = await loadTensorflow();
const lightgbm = openMachineLightgbm()!;
const context = { tf, lightgbm, seed: 1 };
const recipe = DEFAULT_RECIPE;
const purchases = plantShoppers(120);
/** A customer who has bought nothing yet. */
const customers = [...new Set(purchases.map(({ customer }) => customer)), 'M999'];

/** The five best new products of every customer, by code. */
async function recommend(products: ReadonlyArray<{ code: string; category: string }>) {
  const data = writeLog(purchases, { customers, products });
  const trees = (await trainReranker(data, 0, recipe, context))!;
  const stage = await fitFirstStage(data, 0, { tf, seed: 1 });
  const plan = { customers: Int32Array.from(customers.keys()), popularityHalfLife: null, most: 5 };
  const ranked = [...rankWithTrees({ stage, blend: recipe.blend, trees, lightgbm }, plan)];
  return new Map(
    customers.map((customer, row) => [
      customer,
      Array.from(ranked[row]!.items.subarray(0, 5), (item) => data.log.products[item]!),
    ]),
  );
}

describe('a trained re-ranker', () => {
  it('recommends what a customer of the planted taste has not bought yet, and nothing of the other', async () => {
    const lists = await recommend(listProducts());
    let right = 0;
    for (const [customer, list] of lists) {
      if (customer === 'M999') continue;
      const bought = new Set(
        purchases.filter((row) => row.customer === customer).map(({ product }) => product),
      );
      const [taste] = [...bought][0]!.split('-');
      expect(list.some((product) => bought.has(product))).toBe(false);
      right += list.filter((product) => product.startsWith(taste!)).length / list.length;
    }
    expect(right / (lists.size - 1)).toBeGreaterThan(0.95);
    expect(lists.get('M999')).toHaveLength(5);
  });
});

// The original pasted scores by position onto a table in another order: its lists were of other products.
it('recommends the same products by code from a shuffled table of products', async () => {
  const shuffled = createRandom(7).shuffle(listProducts());
  expect(shuffled).not.toEqual(listProducts());
  for (const halfLife of [null, 60]) {
    const lists = await Promise.all(
      [listProducts(), shuffled].map(async (products) => {
        const facts = readCut(writeLog(purchases, { customers, products }), 0);
        const ease = await buildEase(facts, {
          name: 'ease',
          ridge: 10,
          halfLife,
          invert: invertWithTensorflow(tf),
        });
        const plan = { customers: Int32Array.from(customers.keys()), popularityHalfLife: null, most: 3 };
        return [...rankWithPart(facts, ease, plan)].map(({ items, scores }) => ({
          items: Array.from(items, (item) => facts.data.log.products[item]!),
          scores: Array.from(scores, (score) => score.toFixed(4)),
        }));
      }),
    );
    for (const [row, { items, scores }] of lists[0]!.slice(0, -1).entries()) {
      // Products of equal scores may change places.
      expect(lists[1]![row]!.scores).toEqual(scores);
      expect(new Set(scores).size < 3 || lists[1]![row]!.items.join() === items.join()).toBe(true);
    }
  }
});

it('gives who has bought nothing yet what is popular', () => {
  const facts = readCut(writeLog(purchases, { customers, products: listProducts() }), 0);
  const part = {
    name: 'none',
    items: facts.outputs,
    scorer: { width: facts.outputs.length, score: () => {} },
  };
  const plan = { customers: Int32Array.of(customers.length - 1), popularityHalfLife: null, most: 3 };
  const popular = buildPopularity(facts, null);
  const [cold] = rankWithPart(facts, part, plan);
  const [expected] = rankWithPart(facts, popular, plan);
  expect(cold).toEqual(expected);
  expect(cold!.scores[0]).toBeGreaterThan(0);
});

describe('a recipe', () => {
  it('is chosen by what was newly bought before the test, and says what was tried', async () => {
    const data = writeLog(purchases, { customers, products: listProducts() });
    const { recipe: chosen, figures } = await chooseAt(data, { cut: -184, until: -92 }, context);
    const best = Math.max(figures.ease_200!, figures.ease_500!, figures.ease_1000!);
    expect(figures[`ease_${chosen.baselineRidge}`]).toBe(best);
    // Two tastes: what everybody buys is no guide to what one does.
    expect(best).toBeGreaterThan(1.3 * figures.popularity_all!);
    expect(chosen.standIn).toBe('ease');
  });

  it('hands on its first stage, from which the same trees grow without another fit of that day', async () => {
    const data = writeLog(purchases, { customers, products: listProducts() });
    const { stage } = await chooseAt(data, { cut: -184, until: -92 }, context);
    const fittedDays = async (fitted: typeof stage | undefined) => {
      const days = new Set<string>();
      const onProgress = (_: number, note: string) => void days.add(note.split(':')[0]!);
      const trees = await trainReranker(data, -92, recipe, { ...context, onProgress, fitted });
      return { trees, days: [...days].filter((day) => day.startsWith('day ')) };
    };
    const anew = await fittedDays(undefined);
    const reused = await fittedDays(stage);
    expect(anew.days).toContain('day -184');
    expect(reused).toEqual({ trees: anew.trees, days: anew.days.filter((day) => day !== 'day -184') });
  });

  it('has no trees without LightGBM', async () => {
    const data = writeLog(purchases, { customers, products: listProducts() });
    expect(await trainReranker(data, -92, recipe, { ...context, lightgbm: undefined })).toBeNull();
  });
});
