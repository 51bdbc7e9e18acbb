import { encodeAttribute, type RecommenderData } from '../../../models/recommender/product-log.ts';

/** One purchase: customer, product, day before the as-of, and where; a branch is an affiliate's only one unless named. */
export interface Purchase {
  customer: string;
  product: string;
  day: number;
  affiliate?: string;
  branch?: string;
  lines?: number;
  price?: number;
}

/** What is said of products and customers besides; everybody who is named is registered. */
export interface Described {
  customers?: readonly string[];
  /** In the order of the table, which no result may depend on. */
  products?: ReadonlyArray<{ code: string; category?: string; name?: string }>;
}

/** A log of literal purchases, in the order that the log is in. */
export function writeLog(purchases: readonly Purchase[], described: Described = {}): RecommenderData {
  const listed = described.products ?? listCodes(purchases, 'product').map((code) => ({ code }));
  const products = listed.map(({ code }) => code);
  const customers = described.customers ?? listCodes(purchases, 'customer');
  const rows = purchases.map((purchase) => ({
    ...purchase,
    owner: customers.indexOf(purchase.customer),
    item: products.indexOf(purchase.product),
    affiliate: purchase.affiliate ?? 'A01',
    branch: purchase.branch ?? purchase.affiliate ?? 'A01',
  }));
  rows.sort((one, other) => one.owner - other.owner || one.item - other.item || one.day - other.day);
  const affiliates = listCodes(rows, 'affiliate');
  const branches = listCodes(rows, 'branch');
  const integers = (of: (row: (typeof rows)[number]) => number) => Int32Array.from(rows, of);
  return {
    log: {
      customers,
      products,
      affiliates,
      branches: branches.length,
      owner: integers(({ owner }) => owner),
      item: integers(({ item }) => item),
      affiliate: integers(({ affiliate }) => affiliates.indexOf(affiliate)),
      branch: integers(({ branch }) => branches.indexOf(branch)),
      day: integers(({ day }) => day),
      lines: integers(({ lines = 1 }) => lines),
      unitPrices: Float64Array.from(rows, ({ price = 1, lines = 1 }) => price * lines),
      pricedLines: integers(({ lines = 1 }) => lines),
    },
    attributes: {
      customer: { gender: encodeAttribute(customers.map(() => null)) },
      product: {
        category: encodeAttribute(
          listed.map((product) => ('category' in product ? product.category : null) ?? null),
        ),
        name: encodeAttribute(listed.map((product) => ('name' in product ? product.name : null) ?? null)),
      },
    },
  };
}

function listCodes<Key extends string>(
  rows: ReadonlyArray<Partial<Record<Key, unknown>>>,
  key: Key,
): string[] {
  return [...new Set(rows.map((row) => String(row[key])))].sort();
}
