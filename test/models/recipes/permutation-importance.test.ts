import { expect, it } from 'vitest';
import type { FeatureTable } from '../../../models/encoders/feature-table.ts';
import { createRandom } from '../../../models/random.ts';
import { measureImportance } from '../../../models/recipes/permutation-importance.ts';
import { plantExamples } from './planted-examples.ts';

/** The planted truth less its month. */
const predict = ({ rows, numbers, categories }: FeatureTable) =>
  Float64Array.from({ length: rows }, (_, row) => {
    const logit =
      -2.4 +
      1.2 * Math.log1p(numbers.visits![row]!) -
      numbers.is_weekend![row]! -
      (categories.site![row] === 'C' ? 1.2 : 0);
    return 1 / (1 + Math.exp(-logit));
  });

it('ranks features by what the model loses without them; what it does not read loses exactly nothing', async () => {
  const examples = plantExamples(2_000, 5);
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
  const examples = plantExamples(200, 5);
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
