import type { PurchaseHistory } from './purchase-history.ts';

/** A sparse matrix of customers × columns: cells of row r are `offsets[r]` up to `offsets[r + 1]`. */
export interface CellMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly offsets: Int32Array;
  /** Column of each cell. */
  readonly items: Int32Array;
  readonly values: Float32Array;
}

/** Which products are columns, and back. */
export interface ColumnMap {
  /** Product of each column. */
  readonly items: Int32Array;
  /** Column of each product, -1 where it is none. */
  readonly columns: Int32Array;
}

/** Products as columns, in the given order. */
export function mapColumns(items: Int32Array, products: number): ColumnMap {
  const columns = new Int32Array(products).fill(-1);
  for (const [column, item] of items.entries()) columns[item] = column;
  return { items, columns };
}

/**
 * The cells of some products, each 1 or, with a half-life in days, 2^(-age / half-life) of its last purchase.
 */
export function takeCells(
  history: PurchaseHistory,
  { items, columns }: ColumnMap,
  halfLife: number | null,
): CellMatrix {
  const kept = history.items.reduce((sum, item) => sum + (columns[item]! >= 0 ? 1 : 0), 0);
  const offsets = new Int32Array(history.customers + 1);
  const cells = { items: new Int32Array(kept), values: new Float32Array(kept) };
  let place = 0;
  for (let row = 0; row < history.customers; row++) {
    for (let cell = history.offsets[row]!; cell < history.offsets[row + 1]!; cell++) {
      const column = columns[history.items[cell]!]!;
      if (column < 0) continue;
      cells.items[place] = column;
      // A purchase on the last day before the cut is of age 0.
      const age = history.cut - 1 - history.lastDay[cell]!;
      cells.values[place++] = halfLife === null ? 1 : 2 ** (-age / halfLife);
    }
    offsets[row + 1] = place;
  }
  return { rows: history.customers, columns: items.length, offsets, ...cells };
}
