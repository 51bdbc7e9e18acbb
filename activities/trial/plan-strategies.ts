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
    // Past trials train; they never receive. Whoever has paid needs no offer, known to have paid when or not.
    const trials = await session.rows<ScoredTrial>(
      `select predictions.user_id as customer, predictions.decision_point as point, predictions.probability, predictions.model
       from read_parquet($predictions) as predictions
       join read_parquet($landmarks) as landmarks using (user_id, decision_point)
       join read_parquet($registrants) as registrants using (user_id)
       where (landmarks.decided_at >= $as_of::date - $window_days::integer or registrants.is_open)
         and not registrants.is_paid
       qualify row_number() over (partition by user_id order by landmarks.decided_at desc, predictions.decision_point) = 1
       order by user_id`,
      { ...inputs, as_of: params.asOf, window_days: WINDOW_DAYS },
    );
    const rows = planRows(trials, { ...params, runId: identity.runId });
    const { contentDigest } = await writeStrategies(session, rows, {
      path: output('strategies.parquet'),
      scratchPath: scratch('content.parquet'),
    });
    const holdout = rows.filter(({ arm }) => arm === 'holdout').length;
    return {
      artifacts: { strategies: { file: 'strategies.parquet', rows: rows.length } },
      rows: rows.length,
      metrics: { treatment: rows.length - holdout, holdout },
      value: { contentDigest },
    };
  },
});
