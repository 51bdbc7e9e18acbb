import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readProductFiles, writeProductFiles } from '../../../platform/matrices/product-file.ts';
import { writeLog } from '../../models/recommender/write-log.ts';
import { createTemporaryDirectory } from '../../support/temporary-directory.ts';

const directory = createTemporaryDirectory();
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('reads what it wrote: purchases, codes, and what is known of customers and products', async () => {
  const data = writeLog(
    [
      { customer: 'M1', product: '우유', day: -9, affiliate: 'A02', lines: 2, price: 1.5 },
      { customer: 'M2', product: 'tea', day: -3 },
    ],
    { customers: ['M1', 'M2', 'M3'], products: [{ code: 'tea', category: 'drinks' }, { code: '우유' }] },
  );
  const files = {
    people: join(directory, 'people.arrow'),
    products: join(directory, 'products.arrow'),
    sellers: join(directory, 'sellers.arrow'),
    purchases: join(directory, 'purchases.arrow'),
  };
  await writeProductFiles(files, data);
  expect(await readProductFiles(files)).toEqual(data);
});
