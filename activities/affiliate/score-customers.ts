import { z } from 'zod';
import { fitTransitions, predictTransitions } from '../../models/baselines/transitions.ts';
import { nextAffiliateLearners } from '../../models/estimators/index.ts';
import { loadNextAffiliateModel } from '../../models/estimators/load-next-affiliate-model.ts';
import type { NextAffiliatePrediction } from '../../models/estimators/next-affiliate-data.ts';
import { rankAffiliates } from '../../models/estimators/rank-affiliates.ts';
import { readModelFile } from '../../platform/matrices/model-file.ts';
import {
  type NextAffiliateTable,
  readNextAffiliateFile,
} from '../../platform/matrices/next-affiliate-file.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { openMachineLightgbm } from '../training/machine-lightgbm.ts';
import { predictInSlices } from './predict-in-slices.ts';

const Params = z.strictObject({
  /** The learner of the model when its gate released it; otherwise the transition baseline stands in. */
  scorer: z.enum([...nextAffiliateLearners.map(({ name }) => name), 'transitions']),
});

/** Score every customer with what was released: one row per affiliate not used yet, best first. */
export const scoreCustomers = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['model', 'training', 'test', 'serving'],
  libraries: ['duckdb', 'lightgbm'],
  async run({ params: { scorer }, inputs, duckdb, output, progress }) {
    const score =
      scorer === 'transitions' ? await openTransitions(inputs.training) : await openModel(inputs.model);
    const scored = [];
    for (const split of ['test', 'serving'] as const) {
      progress(split === 'test' ? 0.1 : 0.4, split);
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

type Score = (rows: NextAffiliateTable) => NextAffiliatePrediction | Promise<NextAffiliatePrediction>;

async function openModel(path: string): Promise<Score> {
  const model = loadNextAffiliateModel(await readModelFile(path), {
    lightgbm: openMachineLightgbm(),
  });
  return (rows) => predictInSlices(model, rows);
}

async function openTransitions(trainingPath: string): Promise<Score> {
  const transitions = fitTransitions(await readNextAffiliateFile(trainingPath));
  return (rows) => predictTransitions(transitions, rows);
}
