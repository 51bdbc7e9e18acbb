import type { Random } from '../random.ts';

/**
 * Rows of whole customers, drawn at random until the next would make more than `most`; all rows where they are no more.
 * In the order of the table.
 */
export function sampleCustomers(
  customers: readonly string[],
  { most, random }: { most: number; random: Random },
): number[] {
  const rows = customers.map((_, row) => row);
  if (customers.length <= most) return rows;
  const counts = new Map<string, number>();
  for (const customer of customers) counts.set(customer, (counts.get(customer) ?? 0) + 1);
  const drawn = new Set<string>();
  let total = 0;
  for (const customer of random.shuffle([...counts.keys()])) {
    total += counts.get(customer)!;
    if (total > most) break;
    drawn.add(customer);
  }
  return rows.filter((row) => drawn.has(customers[row]!));
}
