import { readProductLog } from '../activities/affiliate/read-product-log.ts';
import { planCuts } from '../models/recommender/plan-cuts.ts';
import type { RecommenderData } from '../models/recommender/product-log.ts';
import { findFirstDay } from '../models/recommender/train-recommender.ts';
import { withMarts } from './with-marts.ts';

/** What the pipeline would learn from, and the days that it chooses and tests on. */
export interface OpenedProducts {
  data: RecommenderData;
  choice: number;
  test: number;
}

/**
 * Open what the command line names: the directory of a source and the first day after its data, by default that of the
 * real panel.
 * @throws Error without a source, and on a history that is too short to choose and test on
 */
export async function openProducts([
  source,
  asOf = '2018-01-01',
]: readonly string[]): Promise<OpenedProducts> {
  if (source === undefined) throw new Error('no source (expected the directory of one)');
  const data = await withMarts(
    { source, asOf, marts: ['customers', 'product_days', 'product_features'] },
    (session, paths) => readProductLog(session, paths, asOf),
  );
  const { choice, test } = planCuts(findFirstDay(data));
  if (choice === null || test === null)
    throw new Error(
      `invalid history: ${-findFirstDay(data)} days (expected enough for a test and a choice before it)`,
    );
  return { data, choice, test };
}
