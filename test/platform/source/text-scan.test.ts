import { describe, expect, it } from 'vitest';
import { TextScan } from '../../../platform/source/text-scan.ts';

/** Facts of a text that arrives in chunks of `size` bytes. */
function scan(content: string | Buffer, size: number) {
  const bytes = Buffer.from(content);
  const found = new TextScan();
  for (let at = 0; at < bytes.length; at += size) found.add(bytes.subarray(at, at + size));
  return found.finish();
}

describe.each([1, 2, 3, 5, 1000])('in chunks of %i bytes', (size) => {
  it.each([
    ['a\nb\n', false],
    ['a\r\nb\r\n', false],
    ['a\rb\r', true],
    ['a\r\nb\n', true],
    ['a\nb\r\n', true],
    ['a\rb\n', true],
    ['a\r\nb\rc', true],
  ])('%j has odd line ends: %s', (text, odd) => {
    expect(scan(text, size).oddLineEnds).toBe(odd);
  });

  it.each([
    ['', 0],
    ['a', 1],
    ['a\n\nb\n', 2],
    ['a\r\n\r\nb', 2],
    ['\n\na\nb\nc', 3],
  ])('%j has %i lines', (text, lines) => {
    expect(scan(text, size).lines).toBe(lines);
  });

  it.each([
    ['한글 €𝄞', 'utf-8'],
    [Buffer.from([0x61, 0xb0, 0xa1, 0x62]), 'cp949'],
    [Buffer.from([0x61, 0xed, 0x95]), 'cp949'],
  ])('%j is of its encoding', (content, encoding) => {
    expect(scan(content, size).encoding).toBe(encoding);
  });
});

it('refuses zero bytes', () => {
  expect(() => scan(Buffer.from([0x61, 0]), 10)).toThrow(
    'is binary, not text: it holds zero bytes (export it as CSV)',
  );
});
