import { expect, it } from 'vitest';
import { mapColumns, takeCells } from '../../../models/recommender/cell-matrix.ts';
import { buildHistory } from '../../../models/recommender/purchase-history.ts';
import { likenByBuyers, likenByVectors, listSimilar } from '../../../models/recommender/similar-products.ts';
import { writeLog } from './write-log.ts';

const PRODUCTS = ['salt', 'pepper', 'tent', 'stove'] as const;
const bought = (customer: string, ...products: string[]) =>
  products.map((product) => ({ customer, product, day: -5 }));
const { log } = writeLog(
  [
    ...bought('M1', 'salt', 'pepper'),
    ...bought('M2', 'salt', 'pepper'),
    ...bought('M3', 'salt', 'stove'),
    ...bought('M4', 'tent', 'stove'),
  ],
  { products: PRODUCTS.map((code) => ({ code })) },
);
const map = mapColumns(Int32Array.of(0, 1, 2, 3), 4);
const shown = ({ product, similar, score, rank }: ReturnType<typeof listSimilar>) =>
  Array.from(product, (of, row) => [
    PRODUCTS[of],
    PRODUCTS[similar[row]!],
    Number(score[row]!.toFixed(4)),
    rank[row],
  ]);

it('likens products by who bought both, in the order of their cosine, and by nobody not at all', () => {
  const likeness = likenByBuyers(takeCells(buildHistory(log, 0), map, null), map.items);
  const round = (value: number) => Number(value.toFixed(4));
  const [saltPepper, saltStove, tentStove] = [
    round(2 / (Math.sqrt(6) + 20)),
    round(1 / (Math.sqrt(6) + 20)),
    round(1 / (Math.sqrt(2) + 20)),
  ];
  expect(shown(listSimilar([likeness]))).toEqual([
    ['salt', 'pepper', saltPepper, 1],
    ['salt', 'stove', saltStove, 2],
    ['pepper', 'salt', saltPepper, 1],
    ['tent', 'stove', tentStove, 1],
    ['stove', 'tent', tentStove, 1],
    ['stove', 'salt', saltStove, 2],
  ]);
});

it('likens products without buyers by the directions of their vectors', () => {
  const vectors = { size: 2, vectors: Float32Array.of(1, 0, 5, 5, 0, 3, -1, 0) };
  const likeness = likenByVectors(vectors, { rows: Int32Array.of(1), columns: Int32Array.of(0, 1, 2, 3) });
  expect(shown(listSimilar([likeness]))).toEqual([
    ['pepper', 'salt', Number(Math.SQRT1_2.toFixed(4)), 1],
    ['pepper', 'tent', Number(Math.SQRT1_2.toFixed(4)), 2],
  ]);
});

it('likens what has no direction to nothing', () => {
  const vectors = { size: 1, vectors: Float32Array.of(0, 1) };
  expect(
    listSimilar([likenByVectors(vectors, { rows: Int32Array.of(0), columns: Int32Array.of(1) })]).rank,
  ).toHaveLength(0);
});
