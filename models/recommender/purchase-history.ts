import type { ProductLog } from './product-log.ts';

/** What customers had bought before a cut: one cell per customer and product, in order of both. */
export interface PurchaseHistory {
  /** Days from the as-of; only what lies before is known. */
  readonly cut: number;
  readonly customers: number;
  readonly products: number;
  /** Cells of customer c are `offsets[c]` up to `offsets[c + 1]`. */
  readonly offsets: Int32Array;
  readonly items: Int32Array;
  readonly firstDay: Int32Array;
  readonly lastDay: Int32Array;
  /** Distinct days. */
  readonly days: Int32Array;
  readonly lines: Int32Array;
  /** Lines of the `RECENT_DAYS` before the cut. */
  readonly recentLines: Int32Array;
}

/** What counts as recent. */
export const RECENT_DAYS = 60;

/** Sums the log before `cut`, which it does not change. */
export function buildHistory(log: ProductLog, cut: number): PurchaseHistory {
  const events = log.owner.length;
  const offsets = new Int32Array(log.customers.length + 1);
  const [items, firstDay, lastDay, days, lines, recentLines] = Array.from(
    { length: 6 },
    () => new Int32Array(countCells(log, cut)),
  ) as [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
  let cell = -1;
  let previous = -1;
  for (let event = 0; event < events; event++) {
    const day = log.day[event]!;
    if (day >= cut) continue;
    if (previous < 0 || !isSameCell(log, previous, event)) {
      cell++;
      offsets[log.owner[event]! + 1]!++;
      items[cell] = log.item[event]!;
      firstDay[cell] = day;
    }
    if (firstDay[cell] === day ? days[cell] === 0 : lastDay[cell] !== day) days[cell]!++;
    lastDay[cell] = day;
    lines[cell]! += log.lines[event]!;
    if (day >= cut - RECENT_DAYS) recentLines[cell]! += log.lines[event]!;
    previous = event;
  }
  for (let row = 0; row < log.customers.length; row++) offsets[row + 1]! += offsets[row]!;
  const shape = { cut, customers: log.customers.length, products: log.products.length };
  return { ...shape, offsets, items, firstDay, lastDay, days, lines, recentLines };
}

function countCells(log: ProductLog, cut: number): number {
  let cells = 0;
  let previous = -1;
  for (let event = 0; event < log.owner.length; event++) {
    if (log.day[event]! >= cut) continue;
    if (previous < 0 || !isSameCell(log, previous, event)) cells++;
    previous = event;
  }
  return cells;
}

function isSameCell(log: ProductLog, one: number, other: number): boolean {
  return log.owner[one] === log.owner[other] && log.item[one] === log.item[other];
}
