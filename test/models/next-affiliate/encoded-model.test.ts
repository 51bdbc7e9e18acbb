import { expect, it } from 'vitest';
import { nextAffiliateLearners } from '../../../models/estimators/index.ts';
import { createMask } from '../../../models/matrix.ts';
import { loadEncodedModel } from '../../../models/next-affiliate/encoded-model.ts';
import { fitLearners } from '../../../models/next-affiliate/fit-learners.ts';
import { NEXT_AFFILIATE_LEARNERS } from '../../../models/next-affiliate/next-affiliate-recipe.ts';
import { requireLightgbm } from '../estimators/lightgbm/machine-lightgbm.ts';
import { plantSnapshots, SNAPSHOT_SPECS } from './planted-snapshots.ts';

const DATA = { training: plantSnapshots(300, 1), validation: plantSnapshots(150, 2) };

it('names every learner that there is', () => {
  expect(nextAffiliateLearners.map(({ name }) => name)).toEqual([...NEXT_AFFILIATE_LEARNERS]);
});

it('predicts rows as they come, the same after it was read back, and says what it cannot be used on', async (context) => {
  const lightgbm = requireLightgbm(context);
  const learners = ['next-affiliate-boosting'];
  const { chosen } = await fitLearners({ specs: SNAPSHOT_SPECS, ...DATA }, learners, { lightgbm, seed: 1 });
  const loaded = loadEncodedModel(chosen.save(), { lightgbm });
  const rows = plantSnapshots(40, 3);
  const predict = ({ model, encode }: typeof chosen) => model.predict(encode(rows), rows.used);
  expect(predict(loaded)).toEqual(predict(chosen));
  expect(loaded.recipe).toEqual({ learner: 'next-affiliate-boosting' });

  expect(loaded.explainUnfit(rows)).toBe(null);
  const { table, used } = rows;
  const codes = (...names: string[]) => ({ table, used: createMask(names, []) });
  expect(loaded.explainUnfit(codes(...used.columns, 'E09'))).toBe('it knows no affiliate E09');
  expect(loaded.explainUnfit(codes(...used.columns.slice(1)))).toMatch(/some are no longer there/);
  const { activity: _, ...numbers } = table.numbers;
  expect(loaded.explainUnfit({ used, table: { ...table, numbers } })).toBe(
    'it reads features that are no longer there: activity',
  );
});

it('refuses a file of another format', () => {
  expect(() => loadEncodedModel({ format: 'recipe/1', json: {}, weights: {} }, {})).toThrow(
    'invalid model format: recipe/1 (expected next-affiliate/1)',
  );
});
