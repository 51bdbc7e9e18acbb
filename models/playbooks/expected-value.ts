/** What one sale of a plan brings. */
export interface PlanPrice {
  amount: number;
  /** Share of the amount that is margin. */
  margin: number;
}

/**
 * Expected earning of one contact, P x margin - cost, in the currency of the price. P is that of a customer
 * who is left alone: no effect of the offer is assumed.
 */
export function expectedValue(
  probability: number,
  { amount, margin }: PlanPrice,
  { discount, cost }: { discount: number; cost: number },
): number {
  return probability * amount * (margin - discount) - cost;
}
