import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { prepareFile, wasChanged } from '../../../platform/source/prepare-file.ts';
import { rawFileAt } from '../../../platform/source/raw-file.ts';
import { makeSource } from './make-source.ts';

const prepare = async (name: string, content: string | Buffer, signal?: AbortSignal) => {
  const directory = await makeSource({ [name]: content });
  return prepareFile(rawFileAt(join(directory, name))!, await makeSource({}), signal);
};

it('leaves a file alone that DuckDB can read', async () => {
  for (const content of ['a,b\n1,2\n', 'a,b\r\n1,2\r\n', '\ufeffa,b\n']) {
    const { file, path } = await prepare('t.csv', content);
    expect(path).toBe(file.path);
  }
});

it('writes a clean copy of the others', async () => {
  const cp949 = Buffer.concat([Buffer.from('a,b\n'), Buffer.from([0xb0, 0xa1]), Buffer.from(',2\n')]);
  expect(await readFile((await prepare('t.csv', cp949)).path, 'utf8')).toBe('a,b\n가,2\n');
  expect(await readFile((await prepare('t.csv.gz', gzipSync(cp949))).path, 'utf8')).toBe('a,b\n가,2\n');
  expect(await readFile((await prepare('t.csv', 'a,b\r\n1,2\n3,4\r')).path, 'utf8')).toBe('a,b\n1,2\n3,4\n');
});

it('refuses a text of another encoding', async () => {
  await expect(prepare('t.csv', Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a]))).rejects.toThrow(
    'is neither UTF-8 nor CP949: bytes E9 0A are not CP949 (save it as UTF-8)',
  );
});

it('stops when it is told to', async () => {
  await expect(prepare('t.csv', 'a,b\n', AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});

it('notices that a file was written to after the check', async () => {
  const prepared = await prepare('t.csv', 'a,b\n1,2\n');
  expect(await wasChanged(prepared)).toBe(false);
  await writeFile(prepared.file.path, 'a,b\n1,3\n');
  await utimes(prepared.file.path, new Date(), new Date(prepared.changedAt + 1000));
  expect(await wasChanged(prepared)).toBe(true);
});
