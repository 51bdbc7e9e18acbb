import type { ItemFacts } from './item-facts.ts';
import type { Attribute, RecommenderData } from './product-log.ts';
import type { PurchaseHistory } from './purchase-history.ts';

/** Codes of several attributes of each thing, row-major; codes of different attributes are different rows of one table. */
export interface SideFeatures {
  readonly rows: number;
  /** Codes per thing; the first is the thing's own identity. */
  readonly width: number;
  readonly codes: Int32Array;
  /** Rows of the table of embeddings. */
  readonly levels: number;
}

/** Bins of log price and of repurchase gap: numbers as numbers would be one level per value. */
const BINS = 10;

/** What is known of customers: themselves, gender, age, home zone. */
export function listCustomerFeatures({ attributes, log }: RecommenderData): SideFeatures {
  return stackCodes(log.customers.length, Object.values(attributes.customer));
}

/** What is known of products before the cut: themselves, their groups, price and how soon they are bought again. */
export function listProductFeatures(
  { attributes, log }: RecommenderData,
  history: PurchaseHistory,
  facts: ItemFacts,
): SideFeatures {
  const groups = Object.values(attributes.product).filter(
    // A name of its own for nearly every product says no more than its identity.
    ({ levels }) => levels.length <= log.products.length / 2,
  );
  return stackCodes(log.products.length, [
    ...groups,
    binValues(facts.logPrice),
    binValues(averageGaps(history)),
  ]);
}

/** Mean days between a buyer's first and last purchase day per repurchase; NaN where nobody bought it again. */
function averageGaps(history: PurchaseHistory): Float64Array {
  const days = new Float64Array(history.products);
  const repurchases = new Float64Array(history.products);
  for (let cell = 0; cell < history.items.length; cell++) {
    days[history.items[cell]!]! += history.lastDay[cell]! - history.firstDay[cell]!;
    repurchases[history.items[cell]!]! += history.days[cell]! - 1;
  }
  return days.map((sum, item) => (repurchases[item]! > 0 ? sum / repurchases[item]! : Number.NaN));
}

/** Equally filled bins; missing is a level of its own. */
export function binValues(values: Float64Array): Attribute {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const edges = Array.from(
    { length: BINS - 1 },
    (_, bin) => known[Math.floor(((bin + 1) * known.length) / BINS)] ?? 0,
  );
  const codes = Int32Array.from(values, (value) =>
    Number.isNaN(value) ? BINS : edges.filter((edge) => value >= edge).length,
  );
  return { levels: Array.from({ length: BINS + 1 }, (_, bin) => `bin ${bin}`), codes };
}

function stackCodes(rows: number, attributes: readonly Attribute[]): SideFeatures {
  const width = attributes.length + 1;
  const codes = new Int32Array(rows * width);
  let levels = rows;
  for (let row = 0; row < rows; row++) codes[row * width] = row;
  for (const [index, attribute] of attributes.entries()) {
    for (let row = 0; row < rows; row++) codes[row * width + index + 1] = levels + attribute.codes[row]!;
    levels += attribute.levels.length;
  }
  return { rows, width, codes, levels };
}
