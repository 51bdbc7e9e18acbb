import { assertFinite } from '../../matrix.ts';
import { computeLogLoss } from '../../metrics/log-loss.ts';
import type { TensorFlow, TensorflowContext } from '../learner.ts';
import type { BinaryRows } from './binary-data.ts';
import { toProbability } from './calibration.ts';
import {
  computeEnsembleDecay,
  computeEnsembleLoss,
  type EnsembleBatch,
  type EnsembleVariables,
} from './ensemble-loss.ts';
import { type EnsembleWeights, mapEnsemble } from './ensemble-network.ts';
import { computeWideLogits, widenEnsemble } from './wide-network.ts';

/** How long and how carefully to train. */
export interface EnsemblePlan {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly dropout: number;
  readonly batchRows: number;
  readonly maxEpochs: number;
  /** Epochs without a better validation log-loss before stopping. */
  readonly patience: number;
}

/** The best weights by the validation log-loss (nats) of the members' mean, and how many epochs were run. */
export interface TrainedEnsemble {
  readonly weights: EnsembleWeights;
  readonly epochs: number;
}

/** Minibatch Adam with early stopping. Every tensor it makes is disposed, also when it fails. */
export async function trainEnsemble(
  start: EnsembleWeights,
  data: { training: BinaryRows; rowWeights: Float32Array; validation: BinaryRows },
  plan: EnsemblePlan,
  { tf, random, onProgress }: TensorflowContext,
): Promise<TrainedEnsemble> {
  const variables: EnsembleVariables = mapEnsemble(start, ({ shape, values }) =>
    tf.tidy(() => tf.variable(tf.tensor(values, [...shape]))),
  );
  const rows = uploadRows(tf, data.training, data.rowWeights);
  const optimizer = tf.train.adam(plan.learningRate);
  const rowNumbers = Int32Array.from(data.training.labels, (_, row) => row);
  let best = { weights: start, logLoss: Number.POSITIVE_INFINITY, epoch: 0 };
  let epoch = 0;
  try {
    while (epoch < plan.maxEpochs && epoch - best.epoch < plan.patience) {
      epoch++;
      const order = Int32Array.from(random.shuffle(rowNumbers));
      for (let from = 0; from < order.length; from += plan.batchRows) {
        const cost = tf.tidy(() => {
          const batch = gatherRows(tf, rows, order.subarray(from, from + plan.batchRows));
          const dropout = { rate: plan.dropout, random };
          const compute = () =>
            tf.add<ReturnType<typeof tf.scalar>>(
              computeEnsembleLoss(tf, variables, batch, dropout),
              computeEnsembleDecay(tf, variables, plan.weightDecay),
            );
          return optimizer.minimize(compute, true, Object.values(variables))!.dataSync();
        });
        assertFinite(cost, `training loss in epoch ${epoch}`);
      }
      const weights = readVariables(variables);
      const logits = computeWideLogits(widenEnsemble(weights), data.validation.features);
      const probabilities = logits.map(toProbability);
      const logLoss = computeLogLoss(probabilities, data.validation.labels)!;
      if (logLoss < best.logLoss) best = { weights, logLoss, epoch };
      await onProgress?.(epoch / plan.maxEpochs, `epoch ${epoch}: validation log-loss ${logLoss.toFixed(4)}`);
    }
  } finally {
    optimizer.dispose();
    tf.dispose([Object.values(variables), Object.values(rows)]);
  }
  return { weights: best.weights, epochs: epoch };
}

function uploadRows(tf: TensorFlow, { features, labels }: BinaryRows, weights: Float32Array): EnsembleBatch {
  const { rows } = features;
  return {
    features: tf.tensor2d(features.values, [rows, features.columns.length]),
    labels: tf.tensor2d(Float32Array.from(labels), [rows, 1]),
    weights: tf.tensor2d(weights, [rows, 1]),
  };
}

function gatherRows(tf: TensorFlow, rows: EnsembleBatch, order: Int32Array): EnsembleBatch {
  const indices = tf.tensor1d(order, 'int32');
  return {
    features: tf.gather(rows.features, indices),
    labels: tf.gather(rows.labels, indices),
    weights: tf.gather(rows.weights, indices),
  };
}

function readVariables(variables: EnsembleVariables): EnsembleWeights {
  return mapEnsemble(variables, (variable, name) => {
    const values = Float32Array.from(variable.dataSync());
    assertFinite(values, `weights ${name}`);
    return { shape: variable.shape, values };
  });
}
