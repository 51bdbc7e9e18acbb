/** The best products of each customer, row-major, -1 where a list is short; items are positions of products. */
export interface RankedLists {
  readonly rows: number;
  readonly k: number;
  readonly items: Int32Array;
}

/** What each customer newly bought: products of row r are `offsets[r]` up to `offsets[r + 1]`. */
export interface NewItems {
  readonly offsets: Int32Array;
  readonly items: Int32Array;
}
