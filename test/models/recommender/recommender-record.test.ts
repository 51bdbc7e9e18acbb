import { describe, expect, it } from 'vitest';
import { fitFirstStage } from '../../../models/recommender/first-stage.ts';
import { explainUnfit, listRecordColumns } from '../../../models/recommender/recommender-record.ts';
import { listColumns } from '../../../models/recommender/reranker.ts';
import { loadTensorflow } from '../../../platform/native.ts';
import { listProducts, plantShoppers } from './plant-shoppers.ts';
import { writeLog } from './write-log.ts';

const data = writeLog(plantShoppers(40), { products: listProducts() });
const { product } = data.attributes;
const columns = listRecordColumns(product);

it('names the columns that examples have', async () => {
  const { tf } = await loadTensorflow();
  expect(columns).toEqual(listColumns(await fitFirstStage(data, 0, { tf, seed: 1 })));
});

describe('trees', () => {
  it('can rank what they were trained on', () => {
    expect(explainUnfit({ columns, trees: 'tree' }, product)).toBeNull();
  });

  it.each([
    ['there are none', { columns, trees: null }, 'it has no trees (expected those of a re-ranker)'],
    [
      'they read another column',
      { columns: [...columns.slice(1), 'moon_phase'], trees: 'tree' },
      'it reads moon_phase, which candidates do not have, and not ease_raw',
    ],
    [
      'they do not read one that there is',
      { columns: columns.slice(1), trees: 'tree' },
      'it reads nothing, which candidates do not have, and not ease_raw',
    ],
  ])('cannot where %s', (_, record, reason) => {
    expect(explainUnfit(record, product)).toBe(reason);
  });
});
