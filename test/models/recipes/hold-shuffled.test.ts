import { describe, expect, it } from 'vitest';
import { openMachineLibraries } from '../../../activities/training/machine-libraries.ts';
import type { FeatureTable } from '../../../models/encoders/feature-table.ts';
import { judgeShuffledLabels } from '../../../models/gates/rules/shuffled-labels.ts';
import { measureShuffled } from '../../../models/gates/shuffle-finding.ts';
import { createRandom } from '../../../models/random.ts';
import { crossValidate } from '../../../models/recipes/cross-validate.ts';
import type { Examples } from '../../../models/recipes/examples.ts';
import { holdShuffled } from '../../../models/recipes/hold-shuffled.ts';
import { Recipe } from '../../../models/recipes/recipe.ts';
import { sampleRows } from '../../../models/samplers/sample-rows.ts';
import { plantExamples, SPECS } from './planted-examples.ts';

const libraries = openMachineLibraries();
const planted = plantExamples(1_200, 1);
/** A code of few customers each, as a postcode would be. */
const withCodes = (examples: Examples): Examples => ({
  ...examples,
  table: {
    ...examples.table,
    categories: {
      ...examples.table.categories,
      code: examples.customers.map((_, row) => `${(row * 7919) % 300}`),
    },
  },
});
const BOOSTING = Recipe.parse({
  name: 'boosting',
  learner: 'lightgbm-boosting',
  encoding: 'cyclic+one-hot',
  tuning: [{ leaves: 8 }, { leaves: 16 }],
});
const withSeed = (seed: number) => ({ ...libraries, seed });
const pass = (shuffled: Parameters<typeof judgeShuffledLabels>[0]['shuffled']) =>
  judgeShuffledLabels({ shuffled }).pass;

/** Held scores by trees that learn by heart, under whatever was done to the rows before. */
async function hold(examples: Examples, specs = SPECS): Promise<Float32Array> {
  const params = { leaves: 64, minRowsInLeaf: 3, lambda: 0, learningRate: 0.1 };
  const comparison = { ...libraries, folds: 3, repeats: 1, seed: 1 };
  const recipe = { ...BOOSTING, params, tuning: [] };
  return (await crossValidate(recipe, { specs, examples }, comparison)).probabilities;
}

/** Each category as the share of its own rows that are positive: the held ones are among them. */
function encodeByTarget({ table, labels }: Examples): FeatureTable {
  const codes = Array.from(table.categories.code!);
  const rateOf = (code: string | null) => {
    const rows = codes.flatMap((other, row) => (other === code ? [row] : []));
    return rows.reduce((sum, row) => sum + labels[row]!, 0) / rows.length;
  };
  return { ...table, numbers: { ...table.numbers, rate: Float64Array.from(codes, rateOf) } };
}

describe('honest recipes tell nothing of shuffled labels', () => {
  it.each(['none', 'class-weights', 'smote-tomek'] as const)('sampled by %s', async (sampler) => {
    const examples = sampler === 'smote-tomek' ? plantExamples(600, 2) : planted;
    const found = await holdShuffled({ ...BOOSTING, sampler }, { specs: SPECS, examples }, withSeed(3));
    expect(found.rows).toBe(examples.labels.length);
    expect(pass(found)).toBe(true);
  });

  it.each(['one-hot', 'native'] as const)(
    'encoded %s, a code of few rows among the features',
    async (encoding) => {
      const specs = [...SPECS, { name: 'code', kind: 'category' } as const];
      const examples = withCodes(planted);
      expect(pass(await holdShuffled({ ...BOOSTING, encoding }, { specs, examples }, withSeed(4)))).toBe(
        true,
      );
    },
  );

  it('and by chance fail seldom: none of twenty shuffles', async () => {
    const examples = plantExamples(500, 5);
    for (let seed = 1; seed <= 20; seed++) {
      expect(pass(await holdShuffled(BOOSTING, { specs: SPECS, examples }, withSeed(seed)))).toBe(true);
    }
  });
});

describe('a leak is told', () => {
  it('where an encoding learns from the held rows, too', async () => {
    const specs = [...SPECS, { name: 'rate', kind: 'number' } as const];
    const found = await measureShuffled(
      withCodes(planted),
      (shuffled) => hold({ ...shuffled, table: encodeByTarget(shuffled) }, specs),
      { seed: 1 },
    );
    expect(found.low).toBeGreaterThan(0.6);
    expect(pass(found)).toBe(false);
  });

  it('where rows are made before the folds are dealt', async () => {
    const found = await measureShuffled(
      planted,
      async (shuffled) => {
        const random = createRandom(1);
        const { table, labels, sources } = sampleRows({ specs: SPECS, ...shuffled }, 'smote-tomek', random);
        const customers = Array.from(sources, (_, row) => `row ${row}`);
        const decidedOn = Array.from(sources, (row) => shuffled.decidedOn[row]!);
        const scores = await hold({ table, labels, customers, decidedOn });
        // The given rows that are left come first, then those that were made of them.
        const place = (row: number) => sources.indexOf(row);
        return Float32Array.from(shuffled.customers, (_, row) => scores[place(row)] ?? 0.5);
      },
      { seed: 1 },
    );
    expect(pass(found)).toBe(false);
  });
});

it('holds nothing where either kind is rare, and says so', async () => {
  const { table, customers, decidedOn } = plantExamples(60, 6);
  const labels = Uint8Array.from(customers, (_, row) => (row < 20 ? 1 : 0));
  const examples = { table, labels, customers, decidedOn };
  const found = await holdShuffled(BOOSTING, { specs: SPECS, examples }, withSeed(1));
  expect(found).toEqual({ rows: 0, auc: null, low: null, high: null });
  expect(pass(found)).toBe(true);
});
