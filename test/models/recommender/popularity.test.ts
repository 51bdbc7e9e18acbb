import { expect, it } from 'vitest';
import { countPopularity } from '../../../models/recommender/popularity.ts';
import { buildHistory } from '../../../models/recommender/purchase-history.ts';
import { writeLog } from './write-log.ts';

it('is the share of buying customers, those of long ago counting less with a half-life', () => {
  const { log } = writeLog(
    [
      { customer: 'M1', product: 'milk', day: -61 },
      { customer: 'M1', product: 'milk', day: -1 },
      { customer: 'M2', product: 'milk', day: -61 },
      { customer: 'M2', product: 'tea', day: -1 },
    ],
    { customers: ['M1', 'M2', 'M3'] },
  );
  const history = buildHistory(log, 0);
  expect([...countPopularity(history, null)]).toEqual([1, 0.5]);
  expect([...countPopularity(history, 60)]).toEqual([0.75, 0.5]);
});
