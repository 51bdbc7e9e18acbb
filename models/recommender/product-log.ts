/**
 * Purchases of products as typed arrays, in order of customer, product and day. Customers and products are positions in
 * the lists of their codes, never places in somebody's table: whoever shuffles a table changes no recommendation.
 */
export interface ProductLog {
  /** Code of every registered customer, those without a purchase included. */
  readonly customers: readonly string[];
  /** Code of every product that is catalogued or was bought. */
  readonly products: readonly string[];
  readonly affiliates: readonly string[];
  /** How many branches there are; their codes say nothing to a model. */
  readonly branches: number;
  readonly owner: Int32Array;
  readonly item: Int32Array;
  readonly affiliate: Int32Array;
  readonly branch: Int32Array;
  /** Days from the as-of, below 0. */
  readonly day: Int32Array;
  readonly lines: Int32Array;
  /** Sum over lines of what one unit cost, and the lines that say so. */
  readonly unitPrices: Float64Array;
  readonly pricedLines: Int32Array;
}

/** Levels of one attribute, and each thing's position among them. */
export interface Attribute {
  readonly levels: readonly string[];
  readonly codes: Int32Array;
}

/** What is known of customers and products besides purchases, one code each; missing is a level of its own. */
export interface Attributes {
  readonly customer: Readonly<Record<string, Attribute>>;
  /** From the widest to the narrowest: category, subcategory, name. */
  readonly product: Readonly<Record<string, Attribute>>;
}

/** What the recommender learns from. */
export interface RecommenderData {
  readonly log: ProductLog;
  readonly attributes: Attributes;
}

/** The level of what is missing. */
export const UNKNOWN = 'unknown';

/** Codes of values, by levels in the order of their names. */
export function encodeAttribute(values: ReadonlyArray<string | null>): Attribute {
  const levels = [...new Set(values.map((value) => value ?? UNKNOWN))].sort();
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  return { levels, codes: Int32Array.from(values, (value) => codeOf.get(value ?? UNKNOWN)!) };
}
