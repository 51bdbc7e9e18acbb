import type { PurchaseDays } from '../../models/lifetime/purchase-log.ts';
import { readArrowFile, writeArrowFile } from './arrow-file.ts';
import { columnOf, readStrings } from './matrix-columns.ts';

/** Purchase days as they travel to a child process: names apart, since a customer has many days. */
export interface PurchaseTable {
  /** In the order of their ids. */
  readonly customers: readonly string[];
  /** Affiliates used before the held-out days, by customer. */
  readonly affiliates: Int32Array;
  /** Position of the customer, day and net amount, in order of customer and day. */
  readonly owners: Int32Array;
  readonly days: Int32Array;
  readonly amounts: Float64Array;
}

/** Write customers and days as two Arrow IPC files. */
export async function writePurchaseFiles(
  { customers, days }: { customers: string; days: string },
  table: PurchaseTable,
): Promise<void> {
  await writeArrowFile(customers, { customer_id: table.customers, affiliates: table.affiliates });
  await writeArrowFile(days, { owner: table.owners, day: table.days, amount: table.amounts });
}

/** Read what `writePurchaseFiles` wrote. */
export async function readPurchaseFiles(files: {
  customers: string;
  days: string;
}): Promise<{ purchases: PurchaseDays; affiliates: ReadonlyMap<string, number> }> {
  const people = await readArrowFile(files.customers);
  const table = await readArrowFile(files.days);
  const names = readStrings(people, 'customer_id');
  const affiliates = columnOf(people, 'affiliates').toArray() as Int32Array;
  return {
    purchases: {
      customers: Array.from(columnOf(table, 'owner').toArray() as Int32Array, (owner) => names[owner]!),
      days: columnOf(table, 'day').toArray() as Int32Array,
      amounts: columnOf(table, 'amount').toArray() as Float64Array,
    },
    affiliates: new Map(names.map((name, row) => [name, affiliates[row]!])),
  };
}
