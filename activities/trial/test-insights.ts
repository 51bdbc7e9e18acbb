import { z } from 'zod';
import type { BinCount, VolumeCount } from '../../models/insights/claim-counts.ts';
import { INSIGHT_COLUMNS, type Insight } from '../../models/insights/insight.ts';
import { VERDICTS } from '../../models/insights/judge-claim.ts';
import { testClaims } from '../../models/insights/test-claims.ts';
import { TRIAL_CLAIMS } from '../../models/insights/trial-claims/index.ts';
import type { ScalarColumn } from '../../platform/duckdb/column-builder.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({ seed: z.int(), resamples: z.int().positive() });

/** Test what is claimed of the trial on all customers whose outcome is known; needs no model. */
export const testTrialInsights = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['claim_counts', 'claim_volumes'],
  libraries: ['duckdb'],
  async run({ params, inputs, duckdb, output }) {
    const session = await duckdb();
    // In grain order, so that a permutation meets the bins in the same order on every machine.
    const bins = await session.rows<BinCount>('from read_parquet($claim_counts) order by dimension, bin', {
      claim_counts: inputs.claim_counts,
    });
    const volumes = await session.rows<VolumeCount>(
      'from read_parquet($claim_volumes) order by year, month, weekday',
      { claim_volumes: inputs.claim_volumes },
    );
    const insights = testClaims(TRIAL_CLAIMS, { bins, volumes }, params);
    await session.appendColumns('insights', toColumns(insights));
    const order = { orderBy: ['family', 'claim_id'] };
    await session.copyToParquet(
      { query: 'select * replace (n::integer as n) from insights' },
      output('insights.parquet'),
      order,
    );
    return {
      artifacts: { insights: { file: 'insights.parquet', rows: insights.length } },
      rows: insights.length,
      metrics: Object.fromEntries(
        VERDICTS.map((verdict) => [
          verdict.replaceAll(' ', '_'),
          insights.filter((insight) => insight.verdict === verdict).length,
        ]),
      ),
      value: null,
    };
  },
});

/** Figures as numbers, null where there is none; all else is text. */
function toColumns(insights: readonly Insight[]): Record<keyof Insight, ScalarColumn> {
  const figures = new Set(['n', 'effect', 'low', 'high', 'p', 'q', 'smallest_effect']);
  return Object.fromEntries(
    INSIGHT_COLUMNS.map((name) => {
      const values = insights.map((insight) => insight[name]);
      const column = figures.has(name)
        ? Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value)))
        : values.map(String);
      return [name, column];
    }),
  ) as Record<keyof Insight, ScalarColumn>;
}
