import { z } from 'zod';
import { fitPopularity } from '../baselines/popularity.ts';
import { fitTemperature } from '../calibration/temperature.ts';
import { listLogLosses } from '../metrics/log-loss.ts';
import { applyHeads, type HeadTemperatures } from './apply-heads.ts';
import type { Learner } from './learner.ts';
import {
  assertNextAffiliateRows,
  listOutcomeProbabilities,
  markAnyNew,
  type NextAffiliateRows,
} from './next-affiliate-data.ts';
import {
  createNextAffiliateModel,
  loadNextAffiliateModel,
  type NextAffiliateModel,
} from './next-affiliate-model.ts';
import { trainNetwork } from './train-network.ts';
import { computeLogits, createNetwork, type NetworkWeights } from './two-head-network.ts';

/** Training rows, and validation rows of other customers for early stopping and temperatures. */
export interface NextAffiliateData {
  readonly training: NextAffiliateRows;
  readonly validation: NextAffiliateRows;
}

/** Hyper-parameters of the network; the defaults were the best of 13 by validation log-loss on the sample (3,000 customers). */
export const NextAffiliateNetParams = z.strictObject({
  units: z.int().positive().default(64),
  learningRate: z.number().positive().default(0.002),
  weightDecay: z.number().nonnegative().default(0.002),
  /** Share of hidden units left out of each batch while training. */
  dropout: z.number().min(0).max(0.9).default(0.5),
  batchRows: z.int().positive().default(256),
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
export const nextAffiliateNet: Learner<NextAffiliateData, NextAffiliateNetParams, NextAffiliateModel> = {
  name: 'next-affiliate-net',
  params: NextAffiliateNetParams,
  fit: async ({ training, validation }, params, context) => {
    assertNextAffiliateRows(training, 'training rows');
    assertNextAffiliateRows(validation, 'validation rows');
    if (validation.next.rows === 0) throw new Error('invalid validation rows: 0 (expected at least 1)');
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
      context.random,
    );
    const { weights, ...progress } = await trainNetwork(start, { training, validation }, params, context);
    const state = {
      features: [...training.features.columns],
      affiliates: [...training.next.columns],
      units: params.units,
      temperatures: fitTemperatures(weights, validation),
      training: { rows: training.next.rows, outcomes, ...progress },
    };
    return createNextAffiliateModel(state, weights);
  },
  load: loadNextAffiliateModel,
};

/** The joint loss is the sum of the heads' losses, so each temperature has its own best value. */
function fitTemperatures(
  weights: NetworkWeights,
  { features, used, next }: NextAffiliateRows,
): HeadTemperatures {
  const logits = computeLogits(weights, features);
  const lossAt = (temperatures: HeadTemperatures) =>
    listLogLosses(listOutcomeProbabilities(applyHeads(logits, used, temperatures), next)).reduce(
      (sum, loss) => sum + loss / next.rows,
      0,
    );
  return {
    any: fitTemperature((any) => lossAt({ any, which: 1 })),
    which: fitTemperature((which) => lossAt({ any: 1, which })),
  };
}
