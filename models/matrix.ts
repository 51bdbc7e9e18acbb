/** A dense table of features, row-major: cell (r, c) is `values[r * columns.length + c]`. Labels are kept apart. */
export interface Matrix {
  readonly rows: number;
  readonly columns: readonly string[];
  readonly values: Float32Array;
  /** Positions of columns that hold whole-number codes of a category, from 0 (the last code is unknown), not quantities. */
  readonly categorical?: readonly number[];
}

/** A table of 0 and 1 laid out as a Matrix: the label sets, or the affiliates each customer already uses. */
export interface Mask {
  readonly rows: number;
  readonly columns: readonly string[];
  readonly values: Uint8Array;
}

/** A matrix of zeros. */
export function createMatrix(rows: number, columns: readonly string[]): Matrix {
  return { rows, columns, values: new Float32Array(rows * columns.length) };
}

/** A mask whose row r has a 1 in each column named by `sets[r]`. */
export function createMask(columns: readonly string[], sets: readonly (readonly string[])[]): Mask {
  const index = new Map(columns.map((name, position) => [name, position]));
  const values = new Uint8Array(sets.length * columns.length);
  sets.forEach((set, row) => {
    for (const name of set) {
      const column = index.get(name);
      if (column === undefined) {
        throw new Error(`unknown column in row ${row}: ${name} (expected one of ${columns.join(', ')})`);
      }
      values[row * columns.length + column] = 1;
    }
  });
  return { rows: sets.length, columns, values };
}

/** The rows at `indices`, in that order, copied; works for a Matrix and for a Mask. */
export function takeRows<T extends Matrix | Mask>(table: T, indices: ArrayLike<number>): T {
  const width = table.columns.length;
  const Values = table.values.constructor as new (length: number) => T['values'];
  const values = new Values(indices.length * width);
  for (let row = 0; row < indices.length; row++) {
    const source = indices[row]!;
    if (!Number.isInteger(source) || source < 0 || source >= table.rows) {
      throw new Error(`invalid row: ${source} (expected 0 to ${table.rows - 1})`);
    }
    values.set(table.values.subarray(source * width, (source + 1) * width), row * width);
  }
  return { ...table, rows: indices.length, values };
}

/** Fails when the values do not fill rows × columns exactly. `what` names the table in the message. */
export function assertShape(table: Matrix | Mask, what: string): void {
  const expected = table.rows * table.columns.length;
  if (table.values.length !== expected) {
    throw new Error(
      `invalid ${what}: ${table.values.length} values (expected ${table.rows} rows × ${table.columns.length} columns = ${expected})`,
    );
  }
}

/** Fails on the first NaN or infinity: a tensor would turn it into a silent NaN loss. */
export function assertFinite(values: ArrayLike<number>, what: string): void {
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index])) {
      throw new Error(`invalid ${what}: ${values[index]} at position ${index} (expected finite numbers)`);
    }
  }
}

/** Fails, naming row and column, when a feature matrix is misshapen, holds NaN or infinity, or a code that is none. */
export function assertMatrix(matrix: Matrix, what: string): void {
  assertShape(matrix, what);
  const bad = matrix.values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new Error(`invalid ${what}: ${describeCell(matrix, bad)} (expected finite numbers)`);
  const width = matrix.columns.length;
  for (const column of matrix.categorical ?? []) {
    if (!Number.isInteger(column) || column < 0 || column >= width) {
      throw new Error(`invalid ${what}: categorical column ${column} (expected 0 to ${width - 1})`);
    }
    for (let cell = column; cell < matrix.values.length; cell += width) {
      const code = matrix.values[cell]!;
      if (Number.isInteger(code) && code >= 0) continue;
      throw new Error(
        `invalid ${what}: ${describeCell(matrix, cell)} (expected the code of a category: 0, 1, 2 …)`,
      );
    }
  }
}

function describeCell({ columns, values }: Matrix, cell: number): string {
  const row = Math.floor(cell / columns.length);
  return `${values[cell]} in row ${row}, column ${columns[cell % columns.length]}`;
}
