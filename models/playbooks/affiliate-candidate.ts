import type { Consent } from './choose-offers.ts';

/** A product that is recommended at an affiliate, and what speaks for it. */
export interface OfferedProduct {
  product: string;
  /** Null where the master has none. */
  name: string | null;
  category: string;
  /** Of the recommendation. */
  score: number;
  rank: number;
  /** Lines of it sold at the affiliate, and what a unit costs there. */
  lines: number;
  unitPrice: number | null;
}

/** A product that is due to be bought again, and why then. */
export interface DueProduct {
  product: string;
  name: string | null;
  category: string;
  purchaseDays: number;
  lastBoughtOn: string;
  /** Null after one purchase day. */
  ownGapDays: number | null;
  productGapDays: number;
  productRepurchases: number;
  gapDays: number;
  dueOn: string;
}

/** What an action would say to a customer of its audience; at most one for each customer and action. */
export interface AffiliateCandidate {
  customer: string;
  /** Place of the action in the playbook. */
  action: number;
  /** The affiliate that the message names. */
  affiliate: string;
  /** P(it is the first new one within 60 days); null for one that is used already. */
  probability: number | null;
  /**
   * Of a new affiliate its probability, of a reminder the estimated chance that the product is bought again, else P(still
   * a customer), or 0 after a single purchase day, which says nothing of that.
   */
  score: number;
  /** What customers are ranked by within a budget: score x money of one purchase, or of the next months; null if unknown. */
  worth: number | null;
  products: readonly OfferedProduct[];
  due: DueProduct | null;
  /** The affiliate's branch nearest to the customer; null where its zone has none. */
  branch: { code: string; district: string; isSameDistrict: boolean } | null;
  /** The affiliate has a branch anywhere. */
  hasBranches: boolean;
  segment: { id: string; name: string; type: string };
  affiliatesUsed: number;
  latestAffiliate: string | null;
  /** Null after a single purchase day. */
  pAlive: number | null;
  expectedValue: number | null;
  consent: Consent;
  isOptedOut: boolean;
}
