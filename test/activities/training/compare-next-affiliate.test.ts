import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CompareNextAffiliateInput,
  runTask,
} from '../../../activities/training/compare-next-affiliate.ts';
import { openMachineLightgbm } from '../../../activities/training/machine-lightgbm.ts';
import { fitLearners } from '../../../models/next-affiliate/fit-learners.ts';
import { joinSnapshotRows, type SnapshotRows } from '../../../models/next-affiliate/snapshot-rows.ts';
import { writeModelFile } from '../../../platform/matrices/model-file.ts';
import { writeNextAffiliateFile } from '../../../platform/matrices/next-affiliate-file.ts';
import { loadTensorflow } from '../../../platform/native.ts';
import { plantSnapshots, SNAPSHOT_SPECS } from '../../models/next-affiliate/planted-snapshots.ts';
import { createTemporaryDirectory } from '../../support/temporary-directory.ts';

const directory = createTemporaryDirectory();
const pathOf = (name: string) => join(directory, name);
const CUTS = ['2021-03-01', '2021-05-01', '2021-06-01', '2021-07-01'];
/** Snapshots of the same size at each cut. */
const plantCuts = (rows: number, seed: number) =>
  CUTS.map((cut, index): SnapshotRows => {
    const planted = plantSnapshots(rows, seed + index, cut);
    return { ...planted, customers: planted.customers.map((customer) => `${seed} ${customer}`) };
  }).reduce(joinSnapshotRows);
const PARTS = {
  training: plantCuts(250, 10),
  validation: plantCuts(120, 20),
  test: plantSnapshots(500, 30, '2021-10-01') as SnapshotRows,
};

beforeAll(async () => {
  const { tf } = await loadTensorflow();
  const libraries = { tf, lightgbm: openMachineLightgbm() };
  const learn = async (name: string, learner: string, rows: typeof PARTS) => {
    const { chosen } = await fitLearners({ specs: SNAPSHOT_SPECS, ...rows }, [learner], {
      ...libraries,
      seed: 1,
    });
    await writeModelFile(pathOf(name), chosen.save());
  };
  for (const [name, rows] of Object.entries(PARTS)) await writeNextAffiliateFile(pathOf(name), rows);
  writeFileSync(pathOf('features'), JSON.stringify(SNAPSHOT_SPECS));
  await learn('candidate', 'next-affiliate-net', PARTS);
  await learn('trees', 'next-affiliate-boosting', PARTS);
  // One that has seen the test.
  await learn('seen', 'next-affiliate-boosting', { ...PARTS, training: PARTS.test });
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const compare = (change: Partial<CompareNextAffiliateInput> = {}) =>
  runTask(
    {
      ...{ features: pathOf('features'), model: pathOf('candidate'), champion: null },
      ...{ training: pathOf('training'), validation: pathOf('validation'), test: pathOf('test') },
      ...{ seed: 1, resamples: 200 },
      ...change,
    },
    { onProgress: async () => {} },
  );
const champion = (name: string, trainedUntil: string) =>
  compare({ champion: { model: pathOf(name), trainedUntil } });

describe('without a champion', () => {
  it('tries the recipe on the last two snapshots that it learnt from, where it beats plain rates', async () => {
    const { champion: found, earlier, trainedUntil, shuffled } = await compare();
    expect([found, trainedUntil]).toEqual([null, '2021-10-01']);
    expect(earlier.map(({ from, rows }) => [from, rows])).toEqual([
      ['2021-07-01', 370],
      ['2021-06-01', 370],
    ]);
    for (const { model, reference } of earlier) expect(model!).toBeLessThan(reference!);
    expect(shuffled.rows).toBe(370);
    expect(shuffled.low).toBeLessThan(0.5);
  });
});

describe('a snapshot in which nobody takes up anything', () => {
  /** The same rows, without what came after the cut. */
  const silence = (rows: SnapshotRows, cut: string): SnapshotRows => {
    const width = rows.next.columns.length;
    const values = rows.next.values.map((value, cell) =>
      rows.cuts[Math.floor(cell / width)] === cut ? 0 : value,
    );
    return { ...rows, next: { ...rows.next, values } };
  };
  const compareWithout = async (cut: string) => {
    const files = {
      training: pathOf(`training without ${cut}`),
      validation: pathOf(`validation without ${cut}`),
    };
    await writeNextAffiliateFile(files.training, silence(PARTS.training, cut));
    await writeNextAffiliateFile(files.validation, silence(PARTS.validation, cut));
    return compare(files);
  };

  it('teaches nothing: where it is all that is known, the recipe cannot be tried', async () => {
    const [newest, older] = (await compareWithout('2021-03-01')).earlier;
    expect(newest?.model).toBeGreaterThan(0);
    expect(older).toEqual({ from: '2021-06-01', rows: 370, model: null, reference: null });
  });

  it('is a test like any other: whoever promises nothing has the least loss', async () => {
    const [silent, usual] = (await compareWithout('2021-07-01')).earlier;
    // Both promise half of all customers something, which is −ln(1 − 1/2) and more; the rates of each affiliate are not asked.
    for (const loss of [silent!.model!, silent!.reference!]) expect(loss).toBeGreaterThan(0.4);
    for (const loss of [silent!.model!, silent!.reference!]) expect(loss).toBeLessThan(usual!.reference!);
  });
});

describe('beside a champion', () => {
  it('that learnt until the test takes the champion itself', async () => {
    const { champion: found } = await champion('trees', '2021-10-01');
    expect(found).toMatchObject({ basis: 'rows-after', logLoss: { rows: 500 } });
  });

  it('that may have seen the test fits its recipe anew: what it learnt of the test does not show', async () => {
    const { champion: found } = await champion('seen', '2021-12-01');
    const honest = await champion('trees', '2021-10-01');
    expect(found).toEqual({ ...honest.champion, basis: 'refit' });
  });

  it('of the same recipe compares the candidate with itself', async () => {
    const { champion: found } = await champion('candidate', '2021-12-01');
    expect(found).toMatchObject({ basis: 'refit', logLoss: { difference: 0 }, score: { difference: 0 } });
  });

  it('of other affiliates says why it cannot be used, and tries the candidate at earlier cuts', async () => {
    const { used, next } = PARTS.test;
    const rename = (mask: typeof used) => ({ ...mask, columns: [...mask.columns.slice(1), 'E09'] });
    const strange = (rows: SnapshotRows) => ({ ...rows, used: rename(rows.used), next: rename(rows.next) });
    expect(used.columns).toEqual(next.columns);
    const { chosen } = await fitLearners(
      { specs: SNAPSHOT_SPECS, training: strange(PARTS.training), validation: strange(PARTS.validation) },
      ['next-affiliate-boosting'],
      { lightgbm: openMachineLightgbm(), seed: 1 },
    );
    await writeModelFile(pathOf('strange'), chosen.save());
    const found = await champion('strange', '2021-10-01');
    expect(found).toMatchObject({ champion: null, refused: 'it knows no affiliate A01' });
    expect(found.earlier).toHaveLength(2);
  });
});
