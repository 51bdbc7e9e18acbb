/** What a row says of its run, with the customer whose rows belong together. */
export interface RunVisits {
  readonly customers: readonly string[];
  /** Index of the affiliate of each row's run. */
  readonly latest: ArrayLike<number>;
  readonly visits: ArrayLike<number>;
}

/**
 * The originals' counts (specification, 8.1): the visits of each run, written on all rows of its customer, so that every
 * row but the last has a count of its own label. Only for showing what that is worth; rows × affiliates, row-major.
 */
export function broadcastCounts({ customers, latest, visits }: RunVisits, affiliates: number): Float64Array {
  const ofCustomer = new Map<string, Float64Array>();
  for (const [row, customer] of customers.entries()) {
    const counts = ofCustomer.get(customer) ?? new Float64Array(affiliates);
    counts[latest[row]!]! += visits[row]!;
    ofCustomer.set(customer, counts);
  }
  const all = new Float64Array(customers.length * affiliates);
  for (const [row, customer] of customers.entries()) all.set(ofCustomer.get(customer)!, row * affiliates);
  return all;
}
