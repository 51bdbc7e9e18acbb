import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { UsageError } from '../../platform/errors.ts';
import { readSecretFiles } from '../../platform/secret-files.ts';
import { makeTemporaryDirectory } from '../support/temporary-directory.ts';

it('takes secrets from the files that are named, without the line break at their end', async () => {
  const directory = makeTemporaryDirectory();
  const url = join(directory, 'url');
  const key = join(directory, 'key');
  await writeFile(url, 'postgres://crosslift:hidden@db:5432/crosslift\n');
  await writeFile(key, 'a key');
  expect(readSecretFiles({ DATABASE_URL_FILE: url, TEMPORAL_API_KEY_FILE: key })).toMatchObject({
    DATABASE_URL: 'postgres://crosslift:hidden@db:5432/crosslift',
    TEMPORAL_API_KEY: 'a key',
  });
});

it('leaves an environment without them as it is', () => {
  const environment = { DATABASE_URL: 'postgres://db', TEMPORAL_API_KEY_FILE: '', HOME: '/root' };
  expect(readSecretFiles(environment)).toEqual(environment);
});

it('refuses a file that is not there, an empty one, and a secret that is given twice', async () => {
  const empty = join(makeTemporaryDirectory(), 'empty');
  await writeFile(empty, ' \n');
  const read = (environment: Record<string, string>) => () => readSecretFiles(environment);
  expect(read({ DATABASE_URL_FILE: '/nowhere' })).toThrow(UsageError);
  expect(read({ DATABASE_URL_FILE: '/nowhere' })).toThrow(
    "DATABASE_URL_FILE: ENOENT: no such file or directory, open '/nowhere'",
  );
  expect(read({ DATABASE_URL_FILE: empty })).toThrow(`DATABASE_URL_FILE: ${empty} is empty`);
  expect(read({ DATABASE_URL_FILE: empty, DATABASE_URL: 'postgres://db' })).toThrow(
    'DATABASE_URL and DATABASE_URL_FILE are both set (expected one of them)',
  );
});
