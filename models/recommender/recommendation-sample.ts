/** One product of a list, and what of the customer's own purchases speaks for it. */
export interface SampledProduct {
  rank: number;
  name: string;
  category: string;
  /** Mean money per unit; null where no line says so. */
  price: number | null;
  affiliate: string;
  /** Names of what the customer bought that speaks for it, best first; empty where nothing does. */
  bought: string[];
  /** What those share with it: its buyers, or its kind, of which what was bought most is named. */
  kinship: 'buyers' | 'subcategory' | 'category' | null;
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
