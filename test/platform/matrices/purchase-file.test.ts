import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPurchaseFiles, writePurchaseFiles } from '../../../platform/matrices/purchase-file.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('gives every day its customer back', async () => {
  const directory = makeTemporaryDirectory();
  const files = { customers: join(directory, 'customers.arrow'), days: join(directory, 'days.arrow') };
  await writePurchaseFiles(files, {
    customers: ['a', 'b'],
    affiliates: Int32Array.of(2, 0),
    owners: Int32Array.of(0, 0, 1),
    days: Int32Array.of(-9, -2, -5),
    amounts: Float64Array.of(1.5, 2, -3),
  });
  const { purchases, affiliates } = await readPurchaseFiles(files);
  expect(purchases.customers).toEqual(['a', 'a', 'b']);
  expect(Array.from(purchases.days)).toEqual([-9, -2, -5]);
  expect(Array.from(purchases.amounts)).toEqual([1.5, 2, -3]);
  expect(Object.fromEntries(affiliates)).toEqual({ a: 2, b: 0 });
});
