import { z } from 'zod';
import { fitTransitions, predictTransitions } from '../../models/baselines/transitions.ts';
import type { NextAffiliatePrediction } from '../../models/estimators/next-affiliate-data.ts';
import { rankAffiliates } from '../../models/estimators/rank-affiliates.ts';
import { loadEncodedModel } from '../../models/next-affiliate/encoded-model.ts';
import { NEXT_AFFILIATE_LEARNERS } from '../../models/next-affiliate/next-affiliate-recipe.ts';
import type { SnapshotRows } from '../../models/next-affiliate/snapshot-rows.ts';
import { readModelFile } from '../../platform/matrices/model-file.ts';
import { readNextAffiliateFile } from '../../platform/matrices/next-affiliate-file.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { openMachineLightgbm } from '../training/machine-lightgbm.ts';
import { predictInSlices } from './predict-in-slices.ts';

const Params = z.strictObject({
  /** The learner of the model that was released; otherwise the transition baseline stands in. */
  scorer: z.enum([...NEXT_AFFILIATE_LEARNERS, 'transitions']),
});

/**
 * Score every customer with what was released: one row per affiliate not used yet, best first. The released model may
 * have seen the test's outcomes: those rows are the judged one's.
 */
export const scoreCustomers = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['model', 'released', 'training', 'test', 'serving'],
  libraries: ['duckdb', 'lightgbm'],
  async run({ params: { scorer }, inputs, duckdb, output, progress }) {
    const transitions = scorer === 'transitions' ? await openTransitions(inputs.training) : null;
    const scored = [];
    for (const [split, model] of [
      ['test', inputs.model],
      ['serving', inputs.released],
    ] as const) {
      progress(split === 'test' ? 0.1 : 0.4, split);
      const score = transitions ?? (await openModel(model));
      const rows = await readNextAffiliateFile(inputs[split]);
      scored.push({ split, customers: rows.customers, rows, prediction: await score(rows) });
    }
    const ranked = rankAffiliates(scored);
    const session = await duckdb();
    await session.appendColumns('scores', { ...ranked });
    await session.copyToParquet({ table: 'scores' }, output('next_affiliate.parquet'), {
      orderBy: ['split', 'customer_id', 'rank'],
    });
    const rows = ranked.rank.length;
    return {
      artifacts: { next_affiliate: { file: 'next_affiliate.parquet', rows } },
      rows,
      metrics: { scorer },
      value: null,
    };
  },
});

type Score = (rows: SnapshotRows) => NextAffiliatePrediction | Promise<NextAffiliatePrediction>;

async function openModel(path: string): Promise<Score> {
  const { model, encode } = loadEncodedModel(await readModelFile(path), { lightgbm: openMachineLightgbm() });
  return (rows) => predictInSlices(model, { features: encode(rows), used: rows.used });
}

async function openTransitions(trainingPath: string): Promise<Score> {
  const transitions = fitTransitions(await readNextAffiliateFile(trainingPath));
  return (rows) => predictTransitions(transitions, rows);
}
