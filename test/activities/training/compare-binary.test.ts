import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CompareBinaryInput, runTask } from '../../../activities/training/compare-binary.ts';
import { openMachineLibraries } from '../../../activities/training/machine-libraries.ts';
import { takeTableRows } from '../../../models/encoders/feature-table.ts';
import { createRandom, splitSeed } from '../../../models/random.ts';
import type { Examples } from '../../../models/recipes/examples.ts';
import { fitRecipe, type RecipeData } from '../../../models/recipes/fit-recipe.ts';
import { NIGHTLY_LINE_UP } from '../../../models/recipes/line-up.ts';
import { writeExampleFile } from '../../../platform/matrices/example-file.ts';
import { writeModelFile } from '../../../platform/matrices/model-file.ts';
import { loadTensorflow } from '../../../platform/native.ts';
import { plantExamples, SPECS } from '../../models/recipes/planted-examples.ts';
import { createTemporaryDirectory } from '../../support/temporary-directory.ts';

const SEED = 1;
const RECIPE = NIGHTLY_LINE_UP[0]!;
const directory = createTemporaryDirectory();
const pathOf = (name: string) => join(directory, name);

/** Rows from a day on, a hundred a day, by labels of their own where nothing is to be learnt. */
function plantFrom(rows: number, seed: number, change: { firstDay: number; coin?: boolean }): Examples {
  const planted = plantExamples(rows, seed);
  const random = createRandom(seed);
  return {
    ...planted,
    labels: change.coin ? planted.labels.map(() => random.integer(2)) : planted.labels,
    decidedOn: planted.customers.map((_, row) =>
      new Date(Date.UTC(2021, 0, 1 + change.firstDay + Math.floor(row / 100))).toISOString().slice(0, 10),
    ),
  };
}
const TEST = plantFrom(600, 3, { firstDay: 30 });
const PARTS = {
  training: plantFrom(1_600, 1, { firstDay: 0 }),
  validation: plantFrom(1_600, 2, { firstDay: 0 }),
  test: TEST,
  coin_training: plantFrom(1_600, 4, { firstDay: 0, coin: true }),
  coin_validation: plantFrom(1_600, 5, { firstDay: 0, coin: true }),
};

async function learn(data: Omit<RecipeData, 'specs'>, recipe = RECIPE) {
  const { tf } = await loadTensorflow();
  const random = createRandom(splitSeed(SEED, recipe.name));
  const libraries = { tf, ...openMachineLibraries() };
  return fitRecipe({ recipe, data: { specs: SPECS, ...data } }, { ...libraries, random });
}

beforeAll(async () => {
  for (const [name, rows] of Object.entries(PARTS)) await writeExampleFile(pathOf(name), rows);

  writeFileSync(pathOf('features'), JSON.stringify(SPECS));
  await writeModelFile(pathOf('candidate'), (await learn(PARTS)).save());
  const coin = { training: PARTS.coin_training, validation: PARTS.coin_validation };
  await writeModelFile(pathOf('coin'), (await learn(coin)).save());
  // The same recipe that was fitted on the test rows, too.
  await writeModelFile(
    pathOf('seen'),
    (await learn({ training: TEST, validation: PARTS.validation })).save(),
  );
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const compare = (change: Partial<CompareBinaryInput>) =>
  runTask(
    {
      ...{ features: pathOf('features'), model: pathOf('candidate'), champion: null },
      ...{ training: pathOf('training'), validation: pathOf('validation'), test: pathOf('test') },
      ...{
        seed: SEED,
        resamples: 200,
        slices: [],
        minRows: 300,
        minOfEachClass: 60,
        folds: 2,
        repeats: 1,
        outcomeDays: 1,
      },
      ...change,
    },
    { onProgress: async () => {} },
  );

describe('with a champion', () => {
  it('that learnt until before the test, measures itself on the rows after', async () => {
    const found = await compare({ champion: { model: pathOf('coin'), trainedUntil: '2021-01-31' } });
    expect(found).toMatchObject({ refused: null, earlier: [], trainedUntil: '2021-01-31' });
    expect(found.champion).toMatchObject({ basis: 'rows-after', evidence: { rows: 600 } });
    // It knows nothing, so the candidate is surely better.
    expect(found.champion!.logLoss!.high).toBeLessThan(0);
    expect(found.champion!.score!.low).toBeGreaterThan(0.05);
  });

  it('that learnt into the test, looks at later rows only, while there are enough', async () => {
    const found = await compare({ champion: { model: pathOf('coin'), trainedUntil: '2021-02-02' } });
    expect(found.champion).toMatchObject({ basis: 'rows-after', evidence: { rows: 400 } });
  });

  it('that has seen the test, fits its recipe as the candidate was: what it has seen is of no use', async () => {
    const found = await compare({ champion: { model: pathOf('seen'), trainedUntil: '2021-02-06' } });
    expect(found.champion).toMatchObject({ basis: 'refit', evidence: { rows: 600 } });
    expect(found.champion!.logLoss).toMatchObject({ difference: 0, low: 0, high: 0 });
  });

  it('of another recipe, fits that', async () => {
    const other = { ...RECIPE, name: 'plain', params: { weightDecay: 1 } };
    await writeModelFile(pathOf('other'), (await learn(PARTS, other)).save());
    const found = await compare({ champion: { model: pathOf('other'), trainedUntil: '2021-02-06' } });
    const fitted = await learn(PARTS, other);
    const candidate = await learn(PARTS);
    const differ = fitted.predict(TEST.table)[0] !== candidate.predict(TEST.table)[0];
    expect([differ, found.champion!.logLoss!.difference !== 0]).toEqual([true, true]);
  });

  it('that reads features that are no longer there, refuses it by their names, and tries earlier cuts', async () => {
    const rows = Array.from(TEST.labels, (_, row) => row);
    const { visits: _, ...numbers } = takeTableRows(TEST.table, rows).numbers;
    await writeExampleFile(pathOf('without'), { ...TEST, table: { ...TEST.table, numbers } });
    const specs = SPECS.filter(({ name }) => name !== 'visits');

    writeFileSync(pathOf('fewer'), JSON.stringify(specs));
    const found = await compare({
      ...{ features: pathOf('fewer'), test: pathOf('without') },
      champion: { model: pathOf('seen'), trainedUntil: '2021-02-06' },
    });
    expect(found).toMatchObject({
      champion: null,
      refused: 'it reads features that are no longer there: visits',
    });
    expect(found.earlier).toHaveLength(2);
  });
});

describe('without a champion', () => {
  it('finds a recipe of use at two earlier cuts, on rows older than the test', async () => {
    const { earlier } = await compare({});
    expect(earlier.map(({ from, rows }) => [from, rows])).toEqual([
      ['2021-01-13', 800],
      ['2021-01-09', 800],
    ]);
    for (const { model, reference } of earlier) expect(model!).toBeLessThan(reference! - 0.05);
  });

  it('and of none where the labels are a coin', async () => {
    const { earlier } = await compare({
      training: pathOf('coin_training'),
      validation: pathOf('coin_validation'),
    });
    for (const { model, reference } of earlier) expect(model!).toBeGreaterThan(reference! - 0.02);
  });

  it('says where too few rows were known', async () => {
    const { earlier } = await compare({ outcomeDays: 9 });
    expect(earlier.map(({ model }) => model === null)).toEqual([false, true]);
  });
});
