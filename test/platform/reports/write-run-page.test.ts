import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeRunPage } from '../../../platform/reports/write-run-page.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('leaves one page a run, the latest', async () => {
  const store = makeTemporaryDirectory();
  await writeRunPage(store, 'r1', 'first');
  const path = await writeRunPage(store, 'r1', 'second');
  expect(path).toBe(join(store, 'reports', 'r1.html'));
  expect(readFileSync(path, 'utf8')).toBe('second');
  expect(readdirSync(join(store, 'reports'))).toEqual(['r1.html']);
});
