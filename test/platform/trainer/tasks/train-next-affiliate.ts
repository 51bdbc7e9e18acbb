import { nextAffiliateNet } from '../../../../models/estimators/next-affiliate-net.ts';
import { createRandom } from '../../../../models/random.ts';
import { loadTensorflow } from '../../../../platform/native.ts';
import type { RunTask } from '../../../../platform/trainer/trainer-messages.ts';
import { plantExpansion } from '../../../models/estimators/planted-expansion.ts';

/** Trains the network on planted rows with the fastest backend there is; returns what tells two fits apart. */
export const runTask: RunTask<{ rows: number; params: Record<string, number> }> = async (
  { rows, params },
  { onProgress },
) => {
  const { tf, backend } = await loadTensorflow();
  const tensors = tf.memory().numTensors;
  const model = await nextAffiliateNet.fit(
    { training: plantExpansion(rows, 1), validation: plantExpansion(rows, 2) },
    nextAffiliateNet.params.parse(params),
    { tf, random: createRandom(1), onProgress },
  );
  return {
    backend,
    leakedTensors: tf.memory().numTensors - tensors,
    validationLogLoss: model.state.training.validationLogLoss,
    weights: [...model.save().weights['which/kernel']!.values],
  };
};
