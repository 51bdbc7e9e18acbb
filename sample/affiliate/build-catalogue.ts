import { divideSlots } from '../engine/slots.ts';
import { type Category, categories } from './spec/categories.ts';

const TYPES = 349;
const STYLES = 4;
const PRODUCT_SLOTS = 512;
const syllables = [...'가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허'];

/** One product of the master, in the order of the product codes. */
export interface Product {
  product: number;
  category: number;
  category_name: string;
  type_name: string;
  name: string;
  style: number;
  log_price: number;
}

/** 1,933 products in 60 categories and 349 types; each belongs to one of four styles that tastes follow. */
export function buildCatalogue(): Product[] {
  const typeCounts = countTypes(categories.map((category) => category.products));
  const products: Product[] = [];
  for (const [index, category] of categories.entries()) {
    for (let rank = 0; rank < category.products; rank += 1) {
      products.push(createProduct(products.length, index, category, rank, typeCounts[index]!));
    }
  }
  return products;
}

/** Slots of the products by category and style (0 = all styles), popularity falling like 1 / rank^.9. */
export function divideProductSlots(products: readonly Product[]) {
  return categories.flatMap((_, category) => {
    const own = products.filter((product) => product.category === category);
    return Array.from({ length: STYLES + 1 }, (_, style) => style).flatMap((style) => {
      const matching = own.filter((product) => style === 0 || product.style === style);
      const chosen = matching.length > 0 ? matching : own;
      const weights = chosen.map((product) => popularity(product.product, chosen.length));
      return divideSlots(weights, PRODUCT_SLOTS).map(({ value, first, count }) => ({
        category,
        style,
        value: chosen[value]!.product,
        first,
        count,
      }));
    });
  });
}

function createProduct(
  product: number,
  categoryIndex: number,
  category: Category,
  rank: number,
  types: number,
): Product {
  const type = Math.floor((rank * types) / category.products);
  const typeName = types === 1 ? category.name : `${category.name} ${syllables[type % syllables.length]}류`;
  // The master has two products called 기타.
  const isOther = category.name === '기타상품' || (category.name === '기타(비상품)' && rank === 0);
  return {
    product,
    category: categoryIndex,
    category_name: category.name,
    type_name: typeName,
    name: isOther ? '기타' : `${typeName} ${String(rank + 1).padStart(3, '0')}`,
    style: 1 + (scramble(product) % STYLES),
    log_price: category.logPrice + 0.9 * (scramble(product + 7_000) / 65_536 - 0.5),
  };
}

/** Ranks are scattered over the codes by a fixed hash, so that popularity does not follow the code. */
function popularity(product: number, candidates: number): number {
  const rank = 1 + (scramble(product + 31_000) / 65_536) * candidates;
  return rank ** -0.9;
}

function scramble(value: number): number {
  let mixed = Math.imul(value + 1, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca77);
  return (mixed ^ (mixed >>> 13)) & 0xffff;
}

function countTypes(sizes: readonly number[]): number[] {
  const spare = divideSlots(
    sizes.map((size) => size - 1),
    TYPES - sizes.length,
  );
  const counts = sizes.map(() => 1);
  for (const { value, count } of spare) counts[value]! += count;
  return counts;
}
