import { expect, it } from 'vitest';
import { buildCp949Table, Cp949Decoder } from '../../../platform/source/cp949.ts';

const table = buildCp949Table();
const decode = (...bytes: number[]) => new Cp949Decoder().decode(Uint8Array.from(bytes));

it('knows every Hangul syllable, each once', () => {
  const syllables = table.filter((code) => code >= 0xac00 && code <= 0xd7a3);
  expect(new Set(syllables).size).toBe(11_172);
  expect(syllables).toHaveLength(11_172);
});

it.each([
  ['가', [0xb0, 0xa1]],
  ['힝', [0xc8, 0xfe]],
  ['갂', [0x81, 0x41]],
  ['똠', [0x8c, 0x63]],
  ['펲', [0xbc, 0x84]],
  ['힣', [0xc6, 0x52]],
  ['伽', [0xca, 0xa1]],
  ['€', [0xa2, 0xe6]],
  ['，', [0xa3, 0xac]],
])('decodes %s', (text, bytes) => {
  expect(decode(...bytes)).toBe(text);
});

it('decodes a character that two chunks share', () => {
  const decoder = new Cp949Decoder();
  expect(decoder.decode(Uint8Array.of(0x41, 0xb0)) + decoder.decode(Uint8Array.of(0xa1, 0x0a))).toBe('A가\n');
  expect(() => decoder.end()).not.toThrow();
});

it('refuses what is not CP949', () => {
  expect(() => decode(0xb0, 0x20)).toThrow('bytes B0 20 are not CP949');
  expect(() => decode(0xc6, 0x53)).toThrow('bytes C6 53 are not CP949');
  const decoder = new Cp949Decoder();
  decoder.decode(Uint8Array.of(0xb0));
  expect(() => decoder.end()).toThrow('byte B0 at the end is not CP949');
});
