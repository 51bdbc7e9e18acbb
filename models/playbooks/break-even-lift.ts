/** What a discount is held against; money in one currency. */
export interface DiscountTerms {
  /** P(pays) without the offer. */
  probability: number;
  /** Share of the price that is margin, before the discount. */
  margin: number;
  /** Share of the price that is given away, to those as well who would have paid anyway. */
  discount: number;
  /** Cost of one contact as a share of the price. */
  cost?: number;
}

/**
 * By how much the probability must rise for the discount to earn what is earned without it:
 * (p + lift) (margin - discount) - cost = p margin. Infinite where the discount eats the margin.
 */
export function breakEvenLift({ probability, margin, discount, cost = 0 }: DiscountTerms): number {
  if (discount >= margin) return Number.POSITIVE_INFINITY;
  return (probability * discount + cost) / (margin - discount);
}
