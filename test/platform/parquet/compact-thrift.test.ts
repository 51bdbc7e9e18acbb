import { expect, it } from 'vitest';
import { readStruct, type ThriftField, writeStruct } from '../../../platform/parquet/compact-thrift.ts';

const [I16, I32, I64, DOUBLE, BINARY, LIST, MAP, STRUCT] = [4, 5, 6, 7, 8, 9, 11, 12];
const field = (id: number, type: number, value: ThriftField['value']): ThriftField => ({ id, type, value });

it.each<[string, string, ThriftField[]]>([
  ['nothing', '00', []],
  ['integers, zigzag', '15 01 16 ac02 00', [field(1, I32!, -1n), field(2, I64!, 150n)]],
  ['a field far behind the last one', '15 02 04 28 04 00', [field(1, I32!, 1n), field(20, I16!, 2n)]],
  ['truths, which are types', '11 12 00', [field(1, 1, true), field(2, 2, false)]],
  ['a text', '18 02 6162 00', [field(1, BINARY!, Buffer.from('ab'))]],
  ['a double, low byte first', '17 000000000000f83f 00', [field(1, DOUBLE!, 1.5)]],
  ['a list', '19 25 02 03 00', [field(1, LIST!, { elementType: I32!, elements: [1n, -2n] })]],
  [
    'a list of more than 14',
    `19 f5 0f ${'02 '.repeat(15)} 00`,
    [field(1, LIST!, { elementType: I32!, elements: Array.from({ length: 15 }, () => 1n) })],
  ],
  ['an empty map', '1b 00 00', [field(1, MAP!, { keyType: 0, valueType: 0, entries: [] })]],
  [
    'a map',
    '1b 01 85 01 61 04 00',
    [field(1, MAP!, { keyType: BINARY!, valueType: I32!, entries: [[Buffer.from('a'), 2n]] })],
  ],
  ['a struct within', '1c 15 02 00 00', [field(1, STRUCT!, { fields: [field(1, I32!, 1n)] })]],
])('reads and writes %s', (_, hex, fields) => {
  const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex');
  expect(readStruct(bytes)).toEqual({ fields });
  expect(writeStruct({ fields }).toString('hex')).toBe(bytes.toString('hex'));
});

it.each([
  ['ends early', '15', /goes on after its 1 bytes/],
  ['ends late', '0000', /ends at 1 of 2 bytes/],
  ['has a type that there is not', '1e00', /no Thrift type: 14/],
])('refuses what %s', (_, hex, message) => {
  expect(() => readStruct(Buffer.from(hex, 'hex'))).toThrow(message);
});
