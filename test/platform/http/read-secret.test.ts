import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { readSecret } from '../../../platform/http/read-secret.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

afterEach(() => vi.unstubAllEnvs());

it('reads a variable, or a file without its last line break', async () => {
  vi.stubEnv('CRM_SECRET', 'a secret of twenty-two');
  expect(await readSecret('the sink crm', { env: 'CRM_SECRET' })).toBe('a secret of twenty-two');
  const file = join(makeTemporaryDirectory(), 'crm');
  writeFileSync(file, 'a secret in a file\n');
  expect(await readSecret('the sink crm', { file })).toBe('a secret in a file');
});

it.each([
  ['', 'the sink crm has no secret: the variable CRM_SECRET is empty (set it where the workers run)'],
  ['short', 'the secret of the sink crm has 5 characters (expected at least 16: the variable CRM_SECRET)'],
])('refuses %j', async (secret, message) => {
  vi.stubEnv('CRM_SECRET', secret);
  await expect(readSecret('the sink crm', { env: 'CRM_SECRET' })).rejects.toMatchObject({
    name: 'UsageError',
    message,
  });
});

it('says which file is not there', async () => {
  await expect(readSecret('the sink crm', { file: '/nowhere/crm' })).rejects.toThrow(
    /no secret: ENOENT.*\/nowhere\/crm/,
  );
});
