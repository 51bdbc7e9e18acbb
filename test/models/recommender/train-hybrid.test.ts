import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../models/random.ts';
import { mapColumns, takeCells } from '../../../models/recommender/cell-matrix.ts';
import { readCut } from '../../../models/recommender/cut-facts.ts';
import { scoreHybrid } from '../../../models/recommender/hybrid-model.ts';
import { FIXED } from '../../../models/recommender/recipe.ts';
import { listCustomerFeatures, listProductFeatures } from '../../../models/recommender/side-features.ts';
import { type HybridPlan, trainHybrid } from '../../../models/recommender/train-hybrid.ts';
import { loadTensorflow } from '../../../platform/native.ts';
import { listGoods, listProducts, plantShoppers, TASTES } from './plant-shoppers.ts';
import { writeLog } from './write-log.ts';

const { tf } = await loadTensorflow();
const data = writeLog(plantShoppers(80), { products: listProducts() });
const { history, items, outputs } = readCut(data, 0);
const sides = { customers: listCustomerFeatures(data), products: listProductFeatures(data, history, items) };
/** The last product of each taste is hidden from training. */
const hidden = TASTES.map((taste) => data.log.products.indexOf(listGoods(taste).at(-1)!));
const inputs = mapColumns(
  outputs.filter((item) => !hidden.includes(item)),
  data.log.products.length,
);
const cells = takeCells(history, inputs, null);
const train = (plan: Partial<HybridPlan>, seed = 1) =>
  trainHybrid(
    { cells, map: inputs, ...sides },
    { ...FIXED.hybrid, epochs: 30, ...plan },
    { tf, random: createRandom(seed) },
  );

describe.each(['softmax', 'bpr', 'warp'] as const)('a hybrid model by %s', (loss) => {
  it('prefers products of the planted taste, those it has never seen by their category', async () => {
    const scorer = scoreHybrid(
      await train({ loss, decay: 0.01, epochs: 60 }),
      sides,
      Int32Array.from(data.log.products.keys()),
    );
    const into = new Float32Array(scorer.width);
    let [right, cold] = [0, 0];
    for (const [customer, code] of data.log.customers.entries()) {
      scorer.score(customer, into);
      const own = Number(code.slice(1)) % 2;
      const mean = (taste: (typeof TASTES)[number]) =>
        listGoods(taste).reduce((sum, product) => sum + into[data.log.products.indexOf(product)]!, 0);
      if (mean(TASTES[own]!) > mean(TASTES[1 - own]!)) right++;
      if (into[hidden[own]!]! > into[hidden[1 - own]!]!) cold++;
    }
    expect(right / data.log.customers.length).toBeGreaterThan(0.95);
    expect(cold / data.log.customers.length).toBeGreaterThan(0.9);
  });
});

it('is the same for the same seed, and leaves no tensor behind', async () => {
  const before = tf.memory().numTensors;
  const [one, other, another] = [
    await train({ epochs: 2 }),
    await train({ epochs: 2 }),
    await train({ epochs: 2 }, 2),
  ];
  expect(other).toEqual(one);
  expect(another.productTable).not.toEqual(one.productTable);
  expect(tf.memory().numTensors).toBe(before);
});

it('trains on a sample of the products where they are more than a batch holds', async () => {
  const { productTable } = await train({ batchProducts: 8, epochs: 2 });
  expect(productTable.every(Number.isFinite)).toBe(true);
});
