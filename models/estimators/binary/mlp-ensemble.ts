import { z } from 'zod';
import { type Learner, requireTensorflow } from '../learner.ts';
import { assertBinaryData, assertNoCategories, type BinaryData } from './binary-data.ts';
import {
  type BinaryModel,
  type BinaryParts,
  type BinaryScorer,
  calibrateScorer,
  loadBinaryModel,
  takeWeight,
} from './binary-model.ts';
import { createEnsemble, readEnsemble } from './ensemble-network.ts';
import { explainEnsemble } from './explain-ensemble.ts';
import { measureMeanRow } from './mean-row.ts';
import { trainEnsemble } from './train-ensemble.ts';
import { ClassWeights, weighRows } from './weigh-rows.ts';
import { computeWideLogits, widenEnsemble } from './wide-network.ts';

const NAME = 'mlp-ensemble';
const FORMAT = `${NAME}/2`;

/**
 * Hyper-parameters of the ensemble; the defaults were the best of 8 by validation log-loss on each of two planted tables of
 * 5,000 rows and 40 columns, one linear, one with an interaction.
 */
export const MlpEnsembleParams = z.strictObject({
  members: z.int().min(1).max(64).default(12),
  units: z.int().positive().default(32),
  learningRate: z.number().positive().default(0.005),
  weightDecay: z.number().nonnegative().default(0.005),
  /** Share of hidden units left out of each batch while training. */
  dropout: z.number().min(0).max(0.9).default(0.2),
  classWeights: ClassWeights.default('none'),
  batchRows: z.int().positive().default(256),
  maxEpochs: z.int().positive().default(60),
  /** Epochs without a better validation log-loss before stopping. */
  patience: z.int().positive().default(5),
});
/** Hyper-parameters of the ensemble. */
export type MlpEnsembleParams = z.infer<typeof MlpEnsembleParams>;

/**
 * The mean of several small networks that share their kernel, trained at once and stopped early, then calibrated. The same
 * seed gives the same weights, bit for bit, on one backend with one thread.
 */
export const mlpEnsemble: Learner<BinaryData, MlpEnsembleParams, BinaryModel> = {
  name: NAME,
  needs: 'tensorflow',
  format: FORMAT,
  params: MlpEnsembleParams,
  fit: async (data, params, context) => {
    assertBinaryData(data);
    const { training, validation } = data;
    const { features } = training;
    assertNoCategories(features, NAME);
    const { weights: rowWeights, rate } = weighRows(training, params.classWeights);
    const start = createEnsemble(
      {
        inputs: features.columns.length,
        units: params.units,
        members: params.members,
        rate,
      },
      context.random,
    );
    const { weights, epochs } = await trainEnsemble(
      start,
      { training, rowWeights, validation },
      params,
      requireTensorflow(context),
    );
    const parts = { weights: { ...weights, mean: measureMeanRow(features) } };
    return calibrateScorer(createScorer(parts, features.columns.length), data, epochs);
  },
  load: (saved) => loadBinaryModel(saved, FORMAT, createScorer),
};

function createScorer({ weights }: BinaryParts, inputs: number): BinaryScorer {
  const network = widenEnsemble(readEnsemble(weights, inputs));
  const mean = takeWeight(weights, 'mean', [inputs]);
  return {
    format: FORMAT,
    weights,
    computeLogits: (features) => computeWideLogits(network, features),
    explainLogits: (features) => explainEnsemble(network, mean, features),
  };
}
