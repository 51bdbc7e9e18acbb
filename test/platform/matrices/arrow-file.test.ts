import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readArrowFile, writeArrowFile } from '../../../platform/matrices/arrow-file.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('carries numbers with their width, and text', async () => {
  const path = join(makeTemporaryDirectory(), 'columns.arrow');
  const columns = {
    single: Float32Array.of(0.1, Number.NaN),
    double: Float64Array.of(0.1, 1e300),
    whole: Int32Array.of(-1, 2 ** 31 - 1),
    flag: Uint8Array.of(0, 1),
    text: ['한글', ''],
  };
  await writeArrowFile(path, columns);
  const table = await readArrowFile(path);
  expect(table.numRows).toBe(2);
  for (const [name, values] of Object.entries(columns)) {
    const column = table.getChild(name);
    expect(Array.isArray(values) ? Array.from(column ?? []) : column?.toArray()).toEqual(values);
  }
});

it('carries more rows than one batch of text holds', async () => {
  const path = join(makeTemporaryDirectory(), 'columns.arrow');
  const text = Array.from({ length: 200_000 }, (_, i) => `M${i}`);
  await writeArrowFile(path, { text, place: Int32Array.from(text.keys()) });
  const table = await readArrowFile(path);
  expect(table.getChild('text')?.get(199_999)).toBe('M199999');
  expect(table.getChild('place')?.get(199_999)).toBe(199_999);
});

it('refuses what is no Arrow file', async () => {
  const path = join(makeTemporaryDirectory(), 'columns.arrow');
  writeFileSync(path, 'customer_id,score\n');
  await expect(readArrowFile(path)).rejects.toThrow();
});
