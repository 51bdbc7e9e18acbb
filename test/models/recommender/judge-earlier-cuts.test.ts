import { expect, it } from 'vitest';
import { openMachineLightgbm } from '../../../activities/training/machine-lightgbm.ts';
import { createRandom } from '../../../models/random.ts';
import { fitFirstStage } from '../../../models/recommender/first-stage.ts';
import { createEarlierJudge } from '../../../models/recommender/judge-earlier-cuts.ts';
import { DEFAULT_RECIPE } from '../../../models/recommender/recipe.ts';
import { loadTensorflow } from '../../../platform/native.ts';
import { listProducts, plantShoppers } from './plant-shoppers.ts';
import { writeLog } from './write-log.ts';

const { tf } = await loadTensorflow();
const lightgbm = openMachineLightgbm()!;
const purchases = plantShoppers(120);

/** The judge's findings at days -275 (which only teaches), -184 and -153, the last until -92. */
async function judge(rows: typeof purchases) {
  const data = writeLog(rows, { products: listProducts() });
  const { found, visit } = createEarlierJudge({ recipe: DEFAULT_RECIPE, lightgbm, seed: 1 });
  for (const [cut, until] of [
    [-275, -184],
    [-184, -153],
    [-153, -92],
  ] as const)
    await visit(await fitFirstStage(data, cut, { tf, seed: 1 }), until);
  return found;
}

it('finds planted taste at each day but the first, from what was bought before it', async () => {
  const found = await judge(purchases);
  expect(found.map(({ cut }) => cut)).toEqual([-184, -153]);
  for (const { rows, model, reference } of found) {
    expect(rows).toBeGreaterThan(50);
    expect(model!).toBeLessThan(reference! - 0.1);
  }
});

it('reads nothing from the test on', async () => {
  const random = createRandom(3);
  const goods = random.shuffle(listProducts()).map(({ code }) => code);
  // The same purchases, but of any product, once the test has begun.
  const changed = purchases.map((row, place) =>
    row.day >= -92 ? { ...row, product: goods[place % goods.length]! } : row,
  );
  expect(await judge(changed)).toEqual(await judge(purchases));
});
