import { expect, it } from 'vitest';
import { nextAffiliateLearners } from '../../../models/estimators/index.ts';
import { markAnyNew } from '../../../models/estimators/next-affiliate-data.ts';
import { createMask } from '../../../models/matrix.ts';
import { loadEncodedModel } from '../../../models/next-affiliate/encoded-model.ts';
import { fitLearners } from '../../../models/next-affiliate/fit-learners.ts';
import { NEXT_AFFILIATE_LEARNERS } from '../../../models/next-affiliate/next-affiliate-recipe.ts';
import { joinSnapshotRows, type SnapshotRows } from '../../../models/next-affiliate/snapshot-rows.ts';
import { createRandom } from '../../../models/random.ts';
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

it('expects as many new ones as will come where they come to fewer from month to month', async (context) => {
  const lightgbm = requireLightgbm(context);
  const learnFrom = async (cuts: readonly string[]) => {
    const plant = (rows: number, seed: number) =>
      cuts
        .map((cut, month) => thinOut(plantSnapshots(rows, seed + month, cut), 0.15 * month))
        .reduce(joinSnapshotRows);
    const data = { specs: SNAPSHOT_SPECS, training: plant(300, 10), validation: plant(150, 20) };
    return (await fitLearners(data, ['next-affiliate-boosting'], { lightgbm, seed: 1 })).chosen;
  };
  // The newest cut learnt from is two months older than the rows asked about.
  const asked = thinOut(plantSnapshots(2_000, 30), 0.15 * 5);
  const happened = meanOf(markAnyNew(asked.next));
  const expectedBy = ({ model, encode }: typeof dated) =>
    meanOf(model.predict(encode(asked), asked.used).any);
  const dated = await learnFrom(['2021-05-01', '2021-06-01', '2021-07-01', '2021-08-01']);
  const undated = await learnFrom(new Array<string>(4).fill('2021-08-01'));
  expect(expectedBy(undated) - happened).toBeGreaterThan(0.15);
  expect(Math.abs(expectedBy(dated) - happened)).toBeLessThan(0.06);

  const { format, json, weights } = dated.save();
  const { drift: _, ...before } = json as Record<string, unknown>;
  const earlier = loadEncodedModel({ format, json: before, weights }, { lightgbm });
  expect(expectedBy(earlier), 'a model of an earlier night').toBeGreaterThan(expectedBy(dated));
});

it('refuses a file of another format', () => {
  expect(() => loadEncodedModel({ format: 'recipe/1', json: {}, weights: {} }, {})).toThrow(
    'invalid model format: recipe/1 (expected next-affiliate/1)',
  );
});

/** The same rows without a share of their outcomes. */
function thinOut(rows: SnapshotRows, share: number): SnapshotRows {
  const random = createRandom(rows.customers.length);
  const width = rows.next.columns.length;
  const values = Uint8Array.from(rows.next.values);
  for (let row = 0; row < rows.next.rows; row++) {
    if (random.next() < share) values.fill(0, row * width, (row + 1) * width);
  }
  return { ...rows, next: { ...rows.next, values } };
}

function meanOf(values: Iterable<number>): number {
  const all = [...values];
  return all.reduce((sum, value) => sum + value, 0) / all.length;
}
