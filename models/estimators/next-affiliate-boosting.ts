import { z } from 'zod';
import { fitPopularity } from '../baselines/popularity.ts';
import { boostHead } from './boost-head.ts';
import { type BaseScores, type BoostedHead, prepareHead } from './boosting-rows.ts';
import { fitHeadTemperatures } from './fit-head-temperatures.ts';
import { type Learner, requireLightgbm } from './learner.ts';
import {
  computeBoostedLogits,
  createNextAffiliateBoostingModel,
  loadNextAffiliateBoostingModel,
  NEXT_AFFILIATE_BOOSTING_FORMAT,
  type NextAffiliateBoostingModel,
} from './next-affiliate-boosting-model.ts';
import {
  assertNextAffiliateData,
  markAnyNew,
  type NextAffiliateData,
  type NextAffiliateRows,
} from './next-affiliate-data.ts';

/** Hyper-parameters of both boosters; the defaults were the best of 16 by validation log-loss on three samples (3,000 customers). */
export const NextAffiliateBoostingParams = z.strictObject({
  learningRate: z.number().positive().default(0.05),
  leaves: z.int().min(2).default(4),
  minRowsInLeaf: z.int().positive().default(20),
  /** Squared-leaf penalty. */
  lambda: z.number().nonnegative().default(1),
  /** Share of features tried by each tree. */
  featureShare: z.number().positive().max(1).default(0.5),
  /** Share of rows seen by each tree. */
  rowShare: z.number().positive().max(1).default(0.7),
  maxRounds: z.int().positive().default(500),
  /** Rounds without a better validation log-loss before stopping. */
  patience: z.int().positive().default(30),
});
/** Hyper-parameters of both boosters. */
export type NextAffiliateBoostingParams = z.infer<typeof NextAffiliateBoostingParams>;

/**
 * P(any new affiliate) by a binary booster on every row, P(which | any) by a multiclass booster on rows with an outcome,
 * used affiliates masked while training too. The same seed gives the same trees, bit for bit.
 */
export const nextAffiliateBoosting: Learner<
  NextAffiliateData,
  NextAffiliateBoostingParams,
  NextAffiliateBoostingModel
> = {
  name: 'next-affiliate-boosting',
  needs: 'lightgbm',
  format: NEXT_AFFILIATE_BOOSTING_FORMAT,
  params: NextAffiliateBoostingParams,
  fit: async (data, params, context) => {
    const { random, onProgress } = context;
    const lightgbm = requireLightgbm(context);
    assertNextAffiliateData(data);
    const { training, validation } = data;
    const outcomes = markAnyNew(training.next).reduce((sum, value) => sum + value, 0);
    const base = measureBase(training, outcomes);
    const boost = (head: BoostedHead, start: number) =>
      boostHead(
        lightgbm,
        prepareHead(head, data, base),
        { ...params, seed: random.integer(2 ** 31) },
        (round, score) =>
          onProgress?.(
            start + round / params.maxRounds / 2,
            `${head}, round ${round}: validation log-loss ${score.toFixed(4)}`,
          ),
      );
    const any = await boost('any', 0);
    const which = await boost('which', 0.5);
    const heads = {
      features: [...training.features.columns],
      affiliates: [...training.next.columns],
      base,
      trees: { any: any.text, which: which.text },
    };
    const logits = computeBoostedLogits(lightgbm, heads, validation.features);
    return createNextAffiliateBoostingModel(lightgbm, {
      ...heads,
      temperatures: fitHeadTemperatures(logits, validation),
      training: {
        rows: training.next.rows,
        outcomes,
        rounds: { any: any.bestRound, which: which.bestRound },
      },
    });
  },
  load: loadNextAffiliateBoostingModel,
};

/** Half a row of each kind keeps the log-odds finite when every row has an outcome. */
function measureBase(training: NextAffiliateRows, outcomes: number): BaseScores {
  return {
    any: Math.log((outcomes + 0.5) / (training.next.rows - outcomes + 0.5)),
    which: fitPopularity(training).rates.map(Math.log),
  };
}
