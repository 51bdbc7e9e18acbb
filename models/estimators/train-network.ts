import { assertFinite } from '../matrix.ts';
import {
  computeJointLoss,
  computeWeightDecay,
  gatherRows,
  type NetworkVariables,
  uploadRows,
} from './joint-loss.ts';
import type { TensorFlow, TensorflowContext } from './learner.ts';
import type { NextAffiliateRows } from './next-affiliate-data.ts';
import { mapWeights, type NetworkWeights } from './two-head-network.ts';

/** How long and how carefully to train. */
export interface TrainingPlan {
  readonly learningRate: number;
  readonly weightDecay: number;
  /** Share of hidden units left out of each batch. */
  readonly dropout: number;
  readonly batchRows: number;
  readonly maxEpochs: number;
  /** Epochs without a better validation log-loss before stopping. */
  readonly patience: number;
}

/** The best weights by validation log-loss (nats), the epoch that reached them, and how many were run. */
export interface TrainedNetwork {
  readonly weights: NetworkWeights;
  readonly validationLogLoss: number;
  readonly bestEpoch: number;
  readonly epochs: number;
}

/** Minibatch Adam with early stopping. Every tensor it makes is disposed, also when it fails. */
export async function trainNetwork(
  start: NetworkWeights,
  data: { training: NextAffiliateRows; validation: NextAffiliateRows },
  plan: TrainingPlan,
  { tf, random, onProgress }: TensorflowContext,
): Promise<TrainedNetwork> {
  const variables = createVariables(tf, start);
  const training = uploadRows(tf, data.training);
  const validation = uploadRows(tf, data.validation);
  const optimizer = tf.train.adam(plan.learningRate);
  const rowNumbers = Int32Array.from({ length: data.training.next.rows }, (_, row) => row);
  let best: Omit<TrainedNetwork, 'epochs'> = {
    weights: start,
    validationLogLoss: Number.POSITIVE_INFINITY,
    bestEpoch: 0,
  };
  let epoch = 0;
  try {
    while (epoch < plan.maxEpochs && epoch - best.bestEpoch < plan.patience) {
      epoch++;
      const order = Int32Array.from(random.shuffle(rowNumbers));
      for (let from = 0; from < order.length; from += plan.batchRows) {
        const cost = tf.tidy(() => {
          const indices = tf.tensor1d(order.subarray(from, from + plan.batchRows), 'int32');
          const rows = gatherRows(tf, training, indices);
          const dropout = { rate: plan.dropout, seed: random.integer(2 ** 31) };
          const loss = () =>
            tf.add<ReturnType<typeof tf.scalar>>(
              computeJointLoss(tf, variables, rows, dropout),
              computeWeightDecay(tf, variables, plan.weightDecay),
            );
          return optimizer.minimize(loss, true, Object.values(variables))!.dataSync();
        });
        assertFinite(cost, `training loss in epoch ${epoch}`);
      }
      const [logLoss] = tf.tidy(() => computeJointLoss(tf, variables, validation).dataSync());
      assertFinite([logLoss!], `validation log-loss in epoch ${epoch}`);
      if (logLoss! < best.validationLogLoss) {
        best = { weights: readVariables(variables), validationLogLoss: logLoss!, bestEpoch: epoch };
      }
      await onProgress?.(
        epoch / plan.maxEpochs,
        `epoch ${epoch}: validation log-loss ${logLoss!.toFixed(4)}`,
      );
    }
  } finally {
    optimizer.dispose();
    tf.dispose([Object.values(variables), Object.values(training), Object.values(validation)]);
  }
  return { ...best, epochs: epoch };
}

function createVariables(tf: TensorFlow, weights: NetworkWeights): NetworkVariables {
  return mapWeights(weights, ({ shape, values }) =>
    tf.tidy(() => tf.variable(tf.tensor(values, [...shape]))),
  );
}

function readVariables(variables: NetworkVariables): NetworkWeights {
  return mapWeights(variables, (variable, name) => {
    const values = Float32Array.from(variable.dataSync());
    assertFinite(values, `weights ${name}`);
    return { shape: variable.shape, values };
  });
}
