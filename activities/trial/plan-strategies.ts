import { z } from 'zod';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import {
  planTrialStrategies as planRows,
  type ScoredTrial,
} from '../../models/playbooks/plan-trial-strategies.ts';
import { writeStrategies } from '../../platform/publishing/write-strategies.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({
  dataset: z.string(),
  pipeline: z.string(),
  asOf: CalendarDay,
  holdoutShare: z.number().min(0).max(1),
  language: z.enum(['ko', 'en']),
});

/** Days before the as-of whose decision moments still get a message where nothing was published before. */
const WINDOW_DAYS = 7;

/** Turn the scores of recent decision moments into one message per customer, for the latest point reached. */
export const planTrialStrategies = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['landmarks', 'registrants', 'predictions'],
  libraries: ['duckdb'],
  async run({ params, inputs, identity, duckdb, output, scratch }) {
    const session = await duckdb();
    // The latest point counts before scores do: where its model was held, an earlier offer must not stand in.
    // Past trials train; they never receive. Whoever has paid needs no offer, known to have paid when or not.
    const trials = await session.rows<ScoredTrial>(
      `with latest as (
         select user_id, decision_point, decided_at
         from read_parquet($landmarks)
         qualify row_number() over (partition by user_id order by decided_at desc, decision_point) = 1
       )
       select user_id as customer, decision_point as point, predictions.probability, predictions.model
       from latest
       join read_parquet($predictions) as predictions using (user_id, decision_point)
       join read_parquet($registrants) as registrants using (user_id)
       where (latest.decided_at >= $as_of::date - $window_days::integer or registrants.is_open)
         and not registrants.is_paid
       order by user_id`,
      { ...inputs, as_of: params.asOf, window_days: WINDOW_DAYS },
    );
    const rows = planRows(trials, { ...params, runId: identity.runId });
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
