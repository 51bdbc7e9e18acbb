import { describe, expect, it } from 'vitest';
import { readCut } from '../../../models/recommender/cut-facts.ts';
import { writeLog } from './write-log.ts';

/** Products p0, p1 … with as many buyers as listed, among so many customers who buy something. */
function choose(buyers: number[], customers: number) {
  const goods = buyers.map((count, place) => ({ count, product: `p${place}` }));
  const purchases = goods.flatMap(({ count, product }) =>
    Array.from({ length: count }, (_, index) => ({
      customer: `M${String(index).padStart(4, '0')}`,
      product,
      day: -1,
    })),
  );
  const everybody = Array.from({ length: customers }, (_, index) => ({
    customer: `M${String(index).padStart(4, '0')}`,
    product: 'water',
    day: -1,
  }));
  const { data, outputs, inputs } = readCut(writeLog([...purchases, ...everybody]), 0);
  const name = (items: Int32Array) => Array.from(items, (item) => data.log.products[item]);
  return { outputs: name(outputs), inputs: name(inputs.items) };
}

describe('products', () => {
  it('need 20 buyers to be recommended and 10 to be learned from', () => {
    expect(choose([9, 10, 19, 20], 1_300)).toEqual({
      outputs: ['p3', 'water'],
      inputs: ['p1', 'p2', 'p3', 'water'],
    });
  });

  it('need fewer where there are few customers', () => {
    expect(choose([1, 2], 120).outputs).toEqual(['p1', 'water']);
    expect(choose([1, 2], 20).outputs).toEqual(['p0', 'p1', 'water']);
  });
});
