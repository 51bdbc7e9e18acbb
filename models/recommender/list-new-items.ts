import type { ProductLog } from './product-log.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import type { NewItems } from './ranked-lists.ts';

/** Products bought from the history's cut until `until` that the customer had not bought before it; one row per customer. */
export function listNewItems(
  log: ProductLog,
  history: PurchaseHistory,
  { until, outputs }: { until: number; outputs: Int32Array },
): NewItems {
  const isOutput = new Uint8Array(history.products);
  for (const item of outputs) isOutput[item] = 1;
  const offsets = new Int32Array(history.customers + 1);
  const items: number[] = [];
  let [event, cell] = [0, 0];
  for (let customer = 0; customer < history.customers; customer++) {
    // Both run through a customer's products in their order.
    cell = history.offsets[customer]!;
    let latest = -1;
    for (; event < log.owner.length && log.owner[event] === customer; event++) {
      const item = log.item[event]!;
      const day = log.day[event]!;
      if (item === latest || day < history.cut || day >= until || isOutput[item] === 0) continue;
      while (cell < history.offsets[customer + 1]! && history.items[cell]! < item) cell++;
      if (cell < history.offsets[customer + 1]! && history.items[cell] === item) continue;
      items.push(item);
      latest = item;
    }
    offsets[customer + 1] = items.length;
  }
  return { offsets, items: Int32Array.from(items) };
}
