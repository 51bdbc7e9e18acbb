/** One product of a list, and what of the customer's own purchases speaks for it. */
export interface SampledProduct {
  rank: number;
  name: string;
  category: string;
  /** Mean money per unit; null where no line says so. */
  price: number | null;
  affiliate: string;
  /** Names of what the customer bought most of the same kind; empty where nothing is. */
  bought: string[];
  /** How near those are. */
  kinship: 'subcategory' | 'category' | null;
}

/** One customer and the head of the list. */
export interface RecommendationSample {
  customer: string;
  segment: string | null;
  /** Codes of the affiliates used so far. */
  used: string[];
  /** The likeliest next affiliate; null where none was predicted. */
  next: string | null;
  products: SampledProduct[];
}
