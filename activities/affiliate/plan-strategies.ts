import { z } from 'zod';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import {
  planAffiliateStrategies as planRows,
  type ScoredCustomer,
} from '../../models/playbooks/plan-affiliate-strategies.ts';
import { writeStrategies } from '../../platform/publishing/write-strategies.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({
  dataset: z.string(),
  pipeline: z.string(),
  asOf: CalendarDay,
  holdoutShare: z.number().min(0).max(1),
  language: z.enum(['ko', 'en']),
  scorer: z.string(),
  standsIn: z.boolean(),
});

/** Turn scores into messages: one best affiliate for each customer, with its reason. */
export const planAffiliateStrategies = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['customers', 'next_affiliate'],
  libraries: ['duckdb'],
  async run({ params, inputs, identity, duckdb, output, scratch }) {
    const session = await duckdb();
    const customers = await session.rows<ScoredCustomer>(
      `select customers.customer_id as customer, customers.affiliates_used as "affiliatesUsed",
         customers.latest_affiliate as "latestAffiliate", scores.affiliate as "nextAffiliate", scores.probability
       from read_parquet($customers) as customers
       join read_parquet($next_affiliate) as scores
         on scores.customer_id = customers.customer_id and scores.split = 'serving' and scores.rank = 1
       order by customers.customer_id`,
      { customers: inputs.customers, next_affiliate: inputs.next_affiliate },
    );
    const rows = planRows(customers, { ...params, runId: identity.runId });
    const { contentDigest, ...arms } = await writeStrategies(session, rows, {
      path: output('strategies.parquet'),
      scratchPath: scratch('content.parquet'),
    });
    return {
      artifacts: { strategies: { file: 'strategies.parquet', rows: rows.length } },
      rows: rows.length,
      metrics: arms,
      value: { contentDigest },
    };
  },
});
