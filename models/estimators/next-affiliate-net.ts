import { z } from 'zod';
import { fitPopularity } from '../baselines/popularity.ts';
import { fitHeadTemperatures } from './fit-head-temperatures.ts';
import { type Learner, requireTensorflow } from './learner.ts';
import { assertNextAffiliateData, markAnyNew, type NextAffiliateData } from './next-affiliate-data.ts';
import {
  createNextAffiliateNetModel,
  loadNextAffiliateNetModel,
  NEXT_AFFILIATE_NET_FORMAT,
  type NextAffiliateNetModel,
} from './next-affiliate-net-model.ts';
import { trainNetwork } from './train-network.ts';
import { computeLogits, createNetwork } from './two-head-network.ts';

/** Hyper-parameters of the network; the defaults were the best of 13 by validation log-loss on the sample (3,000 customers). */
export const NextAffiliateNetParams = z.strictObject({
  units: z.int().positive().default(64),
  learningRate: z.number().positive().default(0.002),
  weightDecay: z.number().nonnegative().default(0.002),
  /** Share of hidden units left out of each batch while training. */
  dropout: z.number().min(0).max(0.9).default(0.5),
  batchRows: z.int().positive().default(256),
  /** Batches of an epoch at most: larger ones on more rows, as each costs about 12 ms whatever its size. */
  maxBatches: z.int().positive().default(100),
  maxEpochs: z.int().positive().default(60),
  /** Epochs without a better validation log-loss before stopping. */
  patience: z.int().positive().default(6),
});
/** Hyper-parameters of the network. */
export type NextAffiliateNetParams = z.infer<typeof NextAffiliateNetParams>;

/**
 * P(any new affiliate) × P(which | any) by one small network with two heads, trained jointly on what happened to every
 * row. The same seed gives the same weights, bit for bit, on one backend with one thread.
 */
export const nextAffiliateNet: Learner<NextAffiliateData, NextAffiliateNetParams, NextAffiliateNetModel> = {
  name: 'next-affiliate-net',
  params: NextAffiliateNetParams,
  needs: 'tensorflow',
  format: NEXT_AFFILIATE_NET_FORMAT,
  fit: async (data, params, context) => {
    const { random } = context;
    assertNextAffiliateData(data);
    const { training, validation } = data;
    const popularity = fitPopularity(training);
    const outcomes = markAnyNew(training.next).reduce((sum, value) => sum + value, 0);
    const start = createNetwork(
      {
        inputs: training.features.columns.length,
        units: params.units,
        // Half a row of each kind, so that a rate of 1 has a finite logit.
        anyRate: (outcomes + 0.5) / (training.next.rows + 1),
        classRates: popularity.rates,
      },
      random,
    );
    const { weights, ...progress } = await trainNetwork(
      start,
      data,
      { ...params, batchRows: Math.max(params.batchRows, Math.ceil(training.next.rows / params.maxBatches)) },
      requireTensorflow(context),
    );
    const state = {
      features: [...training.features.columns],
      affiliates: [...training.next.columns],
      units: params.units,
      temperatures: fitHeadTemperatures(computeLogits(weights, validation.features), validation),
      training: { rows: training.next.rows, outcomes, ...progress },
    };
    return createNextAffiliateNetModel(state, weights);
  },
  load: loadNextAffiliateNetModel,
};
