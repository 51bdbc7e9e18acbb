import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { rawFileAt } from '../../../platform/source/raw-file.ts';
import { readHeader } from '../../../platform/source/read-header.ts';
import { makeSource } from './make-source.ts';

const read = async (content: string | Buffer, name = 't.csv') => {
  const path = join(await makeSource({ [name]: content }), name);
  return readHeader({ file: rawFileAt(path)!, path });
};

it.each([
  ['a,b\n1,2\n', ['a', 'b'], ','],
  ['\ufeffa;b\r\n', ['a', 'b'], ';'],
  ['a\tb', ['a', 'b'], '\t'],
  ['a | b\r', ['a', 'b'], '|'],
  ['"a,1","say ""b"""\n', ['a,1', 'say "b"'], ','],
  ['a,,이름\n', ['a', '', '이름'], ','],
  ['only\n', ['only'], ','],
])('reads %j', async (text, names, delimiter) => {
  expect(await read(text)).toEqual({ names, delimiter });
});

it('reads a gzipped header', async () => {
  expect((await read(gzipSync('a,b\n1,2\n'), 't.csv.gz')).names).toEqual(['a', 'b']);
});

it.each([
  ['\n1,2\n', 'has no header (expected column names in line 1)'],
  [',,\n', 'has no header (expected column names in line 1)'],
  ['a,b,A\n', 'names column A twice in its header (rename one)'],
])('refuses %j', async (text, message) => {
  await expect(read(text)).rejects.toThrow(message);
});
