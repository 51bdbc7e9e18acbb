import { binaryLearners } from '../../models/estimators/binary/index.ts';
import { takeLatestRows } from '../../models/estimators/binary/latest-rows.ts';
import { canFit, fitCandidates } from '../../models/estimators/fit-candidates.ts';
import { computeLogLoss } from '../../models/metrics/log-loss.ts';
import { readBinaryFile } from '../../platform/matrices/binary-file.ts';
import { writeModelFile } from '../../platform/matrices/model-file.ts';
import { loadTensorflow } from '../../platform/native.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';
import { openMachineLightgbm } from './machine-lightgbm.ts';
import { openMachineXgboost } from './machine-xgboost.ts';

/** What the child is told; paths are local files. */
export type FitBinaryInput = { training: string; validation: string; model: string; seed: number };

/** What it answers. */
export type FitBinaryResult = {
  /** What ran TensorFlow.js. */
  backend: string;
  /** Name of the learner whose model was written. */
  chosen: string;
  /** Mean log-loss in nats per validation row, by learner. */
  validationLogLosses: Record<string, number>;
  /** Names of learners whose library is missing here. */
  skipped: string[];
};

/** Fit every candidate in this process, which they keep busy, and write the best by validation log-loss. */
export const runTask: RunTask<FitBinaryInput, FitBinaryResult> = async (input, { onProgress }) => {
  const { tf, backend } = await loadTensorflow();
  const libraries = { tf, lightgbm: openMachineLightgbm(), xgboost: openMachineXgboost() };
  const training = await readBinaryFile(input.training);
  const validation = await readBinaryFile(input.validation);
  const latest = takeLatestRows(validation, validation.decidedOn);
  const learners = Object.values(binaryLearners);
  const { chosen, candidates } = await fitCandidates(
    learners,
    { training, validation, ...(latest === undefined ? {} : { latest }) },
    (model) =>
      computeLogLoss(model.predict(validation.features), validation.labels) ?? Number.POSITIVE_INFINITY,
    { ...libraries, seed: input.seed, onProgress },
  );
  await writeModelFile(input.model, chosen.model.save());
  return {
    backend,
    chosen: chosen.name,
    validationLogLosses: Object.fromEntries(
      candidates.map(({ name, validationLogLoss }) => [name, validationLogLoss]),
    ),
    skipped: learners.filter((learner) => !canFit(learner, libraries)).map(({ name }) => name),
  };
};
