import { z } from 'zod';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { planCuts } from '../../models/recommender/plan-cuts.ts';
import { findFirstDay } from '../../models/recommender/train-recommender.ts';
import { writeProductFiles } from '../../platform/matrices/product-file.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { readProductLog } from './read-product-log.ts';

/** Whether there is a cut at which a recommender can be judged; a short history is no fault of anybody's. */
export interface Interactions {
  testable: boolean;
}

/** Write who bought which product when, and what is known of both, as matrices of positions. */
export const exportInteractions = defineStep({
  module: import.meta.url,
  params: z.strictObject({ asOf: CalendarDay }),
  inputs: ['customers', 'product_days', 'product_features'],
  libraries: ['duckdb'],
  async run({ params: { asOf }, inputs, duckdb, output }) {
    const data = await readProductLog(await duckdb(), inputs, asOf);
    const { customers, products, affiliates, owner } = data.log;
    await writeProductFiles(
      {
        people: output('people.arrow'),
        products: output('products.arrow'),
        sellers: output('sellers.arrow'),
        purchases: output('purchases.arrow'),
      },
      data,
    );
    const firstDay = findFirstDay(data);
    const value: Interactions = { testable: planCuts(firstDay).test !== null };
    return {
      artifacts: {
        people: { file: 'people.arrow', rows: customers.length },
        products: { file: 'products.arrow', rows: products.length },
        sellers: { file: 'sellers.arrow', rows: affiliates.length },
        purchases: { file: 'purchases.arrow', rows: owner.length },
      },
      rows: owner.length,
      metrics: { purchases: owner.length, products: products.length, history_days: -firstDay },
      value,
    };
  },
});
