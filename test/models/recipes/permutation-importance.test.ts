import { expect, it } from 'vitest';
import type { Matrix } from '../../../models/matrix.ts';
import { createRandom } from '../../../models/random.ts';
import type { Examples } from '../../../models/recipes/examples.ts';
import { type EncodedExamples, measureImportance } from '../../../models/recipes/permutation-importance.ts';
import { plantExamples } from './planted-examples.ts';

/** One column for each feature, but the site, which has one for each of its levels. */
function encode({ table, labels }: Examples): EncodedExamples {
  const { numbers, categories } = table;
  const sites = ['A', 'B', 'C'].map((site) =>
    Float32Array.from(categories.site!, (value) => (value === site ? 1 : 0)),
  );
  const columns = [...Object.values(numbers), ...sites];
  const sources = [...Object.keys(numbers), 'site', 'site', 'site'];
  const values = Float32Array.from(
    { length: table.rows * columns.length },
    (_, cell) => columns[cell % columns.length]![Math.floor(cell / columns.length)]!,
  );
  return { features: { rows: table.rows, columns: sources, values }, sources, labels };
}

/** The planted truth less its month. */
const predict = ({ rows, columns, values }: Matrix) =>
  Float64Array.from({ length: rows }, (_, row) => {
    const cell = (column: number) => values[row * columns.length + column]!;
    const at = (name: string) => cell(columns.indexOf(name));
    const logit =
      -2.4 +
      1.2 * Math.log1p(at('visits')) -
      at('is_weekend') -
      (cell(columns.lastIndexOf('site')) ? 1.2 : 0);
    return 1 / (1 + Math.exp(-logit));
  });

it('ranks features by what the model loses without them; what it does not read loses exactly nothing', async () => {
  const examples = encode(plantExamples(2_000, 5));
  const found = await measureImportance(predict, examples, { random: createRandom(1) });
  expect(found.slice(0, 3).map(({ feature }) => feature)).toEqual(['visits', 'site', 'is_weekend']);
  for (const { feature, auc, logLoss, logLossError } of found.slice(0, 3)) {
    expect(logLoss, feature).toBeGreaterThan(3 * logLossError);
    expect(auc, feature).toBeGreaterThan(0);
  }
  expect(found.slice(3)).toEqual(
    ['month', 'noise'].map((feature) => ({ feature, auc: 0, logLoss: 0, logLossError: 0 })),
  );
});

it('leaves the rows as they were and says how far it is', async () => {
  const examples = encode(plantExamples(200, 5));
  const before = structuredClone(examples);
  const done: [number, string][] = [];
  await measureImportance(predict, examples, {
    random: createRandom(1),
    shuffles: 2,
    onFeature: (fraction, feature) => void done.push([fraction, feature]),
  });
  expect(examples).toEqual(before);
  expect(done.at(-1)).toEqual([1, 'site']);
});
