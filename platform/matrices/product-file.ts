import {
  type Attribute,
  encodeAttribute,
  type ProductLog,
  type RecommenderData,
} from '../../models/recommender/product-log.ts';
import { readArrowFile, writeArrowFile } from './arrow-file.ts';
import { columnOf, readStrings } from './matrix-columns.ts';

/** Where the tables of a recommender are. */
export type ProductFiles = { people: string; products: string; sellers: string; purchases: string };

const COUNTS = ['owner', 'item', 'affiliate', 'branch', 'day', 'lines', 'pricedLines'] as const;

/** Write customers, products, affiliates and purchases as Arrow IPC. */
export async function writeProductFiles(files: ProductFiles, data: RecommenderData): Promise<void> {
  const { log, attributes } = data;
  const people = { customer_id: log.customers, ...mapAttributes(attributes.customer, listValues) };
  await writeArrowFile(files.people, people);
  const products = { product_code: log.products, ...mapAttributes(attributes.product, listValues) };
  await writeArrowFile(files.products, products);
  await writeArrowFile(files.sellers, { affiliate_code: log.affiliates });
  await writeArrowFile(files.purchases, {
    ...Object.fromEntries(COUNTS.map((name) => [name, log[name]])),
    unitPrices: log.unitPrices,
  });
}

/** Read what `writeProductFiles` wrote. */
export async function readProductFiles(files: ProductFiles): Promise<RecommenderData> {
  const [people, products, sellers, purchases] = await Promise.all([
    readArrowFile(files.people),
    readArrowFile(files.products),
    readArrowFile(files.sellers),
    readArrowFile(files.purchases),
  ]);
  const readAttributes = (table: typeof people, id: string) =>
    Object.fromEntries(
      table.schema.fields
        .map(({ name }) => name)
        .filter((name) => name !== id)
        .map((name) => [name, encodeAttribute(readStrings(table, name))]),
    );
  const counts = Object.fromEntries(
    COUNTS.map((name) => [name, Int32Array.from(columnOf(purchases, name).toArray() as Int32Array)]),
  ) as Record<(typeof COUNTS)[number], Int32Array>;
  const log: ProductLog = {
    customers: readStrings(people, 'customer_id'),
    products: readStrings(products, 'product_code'),
    affiliates: readStrings(sellers, 'affiliate_code'),
    branches: counts.branch.reduce((most, branch) => Math.max(most, branch + 1), 0),
    ...counts,
    unitPrices: Float64Array.from(columnOf(purchases, 'unitPrices').toArray() as Float64Array),
  };
  return {
    log,
    attributes: {
      customer: readAttributes(people, 'customer_id'),
      product: readAttributes(products, 'product_code'),
    },
  };
}

function mapAttributes<To>(
  attributes: Readonly<Record<string, Attribute>>,
  convert: (attribute: Attribute) => To,
): Record<string, To> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [name, convert(attribute)]),
  );
}

function listValues({ levels, codes }: Attribute): string[] {
  return Array.from(codes, (code) => levels[code]!);
}
