import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runTask } from '../../../activities/training/fit-lifetime.ts';
import { LifetimeReport } from '../../../models/lifetime/lifetime-report.ts';
import { readArrowFile } from '../../../platform/matrices/arrow-file.ts';
import { columnOf, readStrings } from '../../../platform/matrices/matrix-columns.ts';
import { writePurchaseFiles } from '../../../platform/matrices/purchase-file.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('writes a row for each customer who has bought, and counts refunds', async () => {
  const directory = makeTemporaryDirectory();
  const files = Object.fromEntries(
    ['customers', 'days', 'rows'].map((name) => [name, join(directory, `${name}.arrow`)]),
  ) as Record<'customers' | 'days' | 'rows', string>;
  // Customer a every tenth day, b once long ago, c has only given something back.
  const days = Array.from({ length: 30 }, (_, place) => -300 + 10 * place);
  await writePurchaseFiles(files, {
    customers: ['a', 'b', 'c'],
    affiliates: Int32Array.of(3, 1, 0),
    owners: Int32Array.from([...days.map(() => 0), 1, 2]),
    days: Int32Array.from([...days, -290, -40]),
    amounts: Float64Array.from([...days.map(() => 5), 8, -2]),
  });
  const report = await runTask(
    { ...files, asOf: '2021-12-15', horizonDays: 92, seed: 1 },
    { onProgress: async () => {} },
  );
  expect(LifetimeReport.parse(report)).toMatchObject({ customers: 2, refundDays: 1, horizonDays: 92 });
  expect(report.validation).toMatchObject({ customers: 2 });
  expect(report.association?.groups).toEqual([
    expect.objectContaining({ affiliates: 1, customers: 1, spend: 0 }),
    expect.objectContaining({ affiliates: 3, customers: 1, spend: 45 }),
  ]);
  const table = await readArrowFile(files.rows);
  expect(readStrings(table, 'customer_id')).toEqual(['a', 'b']);
  expect(Array.from(columnOf(table, 'frequency').toArray() as Int32Array)).toEqual([29, 0]);
  const [often, once] = columnOf(table, 'expected_value').toArray() as Float64Array;
  expect(often).toBeGreaterThan(10 * once!);
});
