import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { digestFiles } from '../../../platform/temporal/digest-files.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'digest-'));
  mkdirSync(join(root, 'code/deep'), { recursive: true });
  writeFileSync(join(root, 'code/deep/a.ts'), 'one');
  writeFileSync(join(root, 'lock'), 'two');
});
afterEach(() => rmSync(root, { recursive: true }));

const digest = () => digestFiles(root, ['lock', 'code']);

it('is the same for the same bytes, whatever lies beside', async () => {
  const before = await digest();
  expect(before).toMatch(/^[0-9a-f]{16}$/);
  writeFileSync(join(root, 'note'), 'three');
  expect(await digest()).toBe(before);
});

it.each([
  ['a byte', () => writeFileSync(join(root, 'code/deep/a.ts'), 'onE')],
  ['a new file', () => writeFileSync(join(root, 'code/b.ts'), '')],
  ['a file that is gone', () => rmSync(join(root, 'code/deep/a.ts'))],
  ['a named file', () => writeFileSync(join(root, 'lock'), 'twO')],
])('changes with %s', async (_, change) => {
  const before = await digest();
  change();
  expect(await digest()).not.toBe(before);
});
