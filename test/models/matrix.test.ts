import { describe, expect, it } from 'vitest';
import { assertFinite, assertMatrix, createMask, createMatrix, takeRows } from '../../models/matrix.ts';

describe('createMatrix', () => {
  it('is filled with zeros', () => {
    expect(createMatrix(2, ['a', 'b'])).toEqual({
      rows: 2,
      columns: ['a', 'b'],
      values: new Float32Array(4),
    });
  });
});

describe('createMask', () => {
  it('marks the columns each set names', () => {
    const mask = createMask(['A01', 'A02', 'B01'], [['B01'], [], ['A01', 'A02']]);
    expect([...mask.values]).toEqual([0, 0, 1, 0, 0, 0, 1, 1, 0]);
    expect(mask.rows).toBe(3);
  });

  it('names the row and code it does not know', () => {
    expect(() => createMask(['A01'], [['A01'], ['Z9']])).toThrow(
      'unknown column in row 1: Z9 (expected one of A01)',
    );
  });
});

describe('takeRows', () => {
  it('copies the chosen rows in the order asked for', () => {
    const matrix = { rows: 3, columns: ['a', 'b'], values: Float32Array.of(1, 2, 3, 4, 5, 6) };
    const taken = takeRows(matrix, [2, 0, 2]);
    expect(taken).toEqual({ rows: 3, columns: ['a', 'b'], values: Float32Array.of(5, 6, 1, 2, 5, 6) });
    taken.values[0] = 99;
    expect(matrix.values[4]).toBe(5);
  });

  it('remembers which columns hold codes', () => {
    const matrix = {
      rows: 2,
      columns: ['a', 'b'],
      values: Float32Array.of(0.5, 3, 1.5, 0),
      categorical: [1],
    };
    expect(takeRows(matrix, [1])).toEqual({
      rows: 1,
      columns: ['a', 'b'],
      values: Float32Array.of(1.5, 0),
      categorical: [1],
    });
  });

  it('keeps a mask a mask', () => {
    const mask = createMask(['x', 'y'], [['x'], ['y']]);
    expect(takeRows(mask, [1]).values).toEqual(Uint8Array.of(0, 1));
  });

  it('refuses a row that is not there', () => {
    expect(() => takeRows(createMatrix(2, ['a']), [2])).toThrow('invalid row: 2 (expected 0 to 1)');
  });
});

describe('assertions', () => {
  it('name the cell that is not a number', () => {
    const matrix = { rows: 2, columns: ['a', 'b'], values: Float32Array.of(1, 2, 3, Number.NaN) };
    expect(() => assertMatrix(matrix, 'training features')).toThrow(
      'invalid training features: NaN in row 1, column b (expected finite numbers)',
    );
    expect(() => assertFinite([0, Number.POSITIVE_INFINITY], 'loss')).toThrow(
      'invalid loss: Infinity at position 1',
    );
  });

  it.each([
    [
      [1],
      Float32Array.of(0.5, 2, 1, 1.5),
      '1.5 in row 1, column b (expected the code of a category: 0, 1, 2 …)',
    ],
    [[0], Float32Array.of(-1, 0, 0, 0), '-1 in row 0, column a (expected the code'],
    [[2], new Float32Array(4), 'categorical column 2 (expected 0 to 1)'],
  ])('refuse codes in columns %j that are none: %j', (categorical, values, message) => {
    const matrix = { rows: 2, columns: ['a', 'b'], values, categorical };
    expect(() => assertMatrix(matrix, 'features')).toThrow(`invalid features: ${message}`);
    expect(() => assertMatrix({ ...matrix, categorical: [] }, 'features')).not.toThrow();
  });

  it('refuse values that do not fill the shape', () => {
    expect(() => assertMatrix({ rows: 2, columns: ['a'], values: new Float32Array(3) }, 'features')).toThrow(
      'invalid features: 3 values (expected 2 rows × 1 columns = 2)',
    );
  });
});
