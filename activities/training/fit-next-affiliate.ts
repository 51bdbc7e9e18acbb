import { nextAffiliateNet } from '../../models/estimators/next-affiliate-net.ts';
import { createRandom } from '../../models/random.ts';
import { writeModelFile } from '../../platform/matrices/model-file.ts';
import { readNextAffiliateFile } from '../../platform/matrices/next-affiliate-file.ts';
import { loadTensorflow } from '../../platform/native.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';

/** What the child is told; paths are local files. */
export type FitNextAffiliateInput = { training: string; validation: string; model: string; seed: number };

/** What it answers. */
export type FitNextAffiliateResult = {
  backend: string;
  epochs: number;
  bestEpoch: number;
  validationLogLoss: number;
};

/** Fit the next-affiliate network in this process, which it keeps busy. */
export const runTask: RunTask<FitNextAffiliateInput, FitNextAffiliateResult> = async (
  input,
  { onProgress },
) => {
  const { tf, backend } = await loadTensorflow();
  const training = await readNextAffiliateFile(input.training);
  const validation = await readNextAffiliateFile(input.validation);
  const model = await nextAffiliateNet.fit({ training, validation }, nextAffiliateNet.params.parse({}), {
    tf,
    random: createRandom(input.seed),
    onProgress,
  });
  await writeModelFile(input.model, model.save());
  const { epochs, bestEpoch, validationLogLoss } = model.state.training;
  return { backend, epochs, bestEpoch, validationLogLoss };
};
