import { expect, it } from 'vitest';
import { formatBytes, formatCount, formatFigure, formatMillis, formatTable } from '../../cli/format.ts';

it.each([
  [0, '0'],
  [999, '999'],
  [4_400_000, '4,400,000'],
])('writes the count %d as %s', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

it.each([
  [0, '0.00 s'],
  [340, '0.34 s'],
  [994, '0.99 s'],
  [999, '1.00 s'],
  [12_300, '12.3 s'],
  [59_940, '59.9 s'],
  [59_999, '1 min 0 s'],
  [119_700, '2 min 0 s'],
  [125_000, '2 min 5 s'],
])('writes %d ms as %s', (millis, text) => {
  expect(formatMillis(millis)).toBe(text);
});

it.each([
  [0.12345, '0.123'],
  [-1, '-1.000'],
  [null, '–'],
  [undefined, '–'],
])('writes the figure %s as %s', (value, text) => {
  expect(formatFigure(value)).toBe(text);
});

it('aligns cells, numbers to the right, and leaves no space at the end of a line', () => {
  const rows = [
    ['table', 'rows', ''],
    ['purchases', '4,400,000', 'x'],
    ['visits', '12', ''],
  ];
  expect(formatTable(rows, [1])).toBe(
    ['table           rows', 'purchases  4,400,000  x', 'visits            12'].join('\n'),
  );
  expect(formatTable([])).toBe('');
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [12_400, '12 kB'],
  [1_440_000_000, '1.4 GB'],
  [2e15, '2000 TB'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
