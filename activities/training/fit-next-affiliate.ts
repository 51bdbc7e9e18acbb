import { canFit, fitCandidates } from '../../models/estimators/fit-candidates.ts';
import { nextAffiliateLearners } from '../../models/estimators/index.ts';
import type { LearnerLibrary } from '../../models/estimators/learner.ts';
import { computeOutcomeLogLoss } from '../../models/metrics/outcome-log-loss.ts';
import { writeModelFile } from '../../platform/matrices/model-file.ts';
import { readNextAffiliateFile } from '../../platform/matrices/next-affiliate-file.ts';
import { loadTensorflow, readNativeParts } from '../../platform/native.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';
import { openMachineLightgbm } from './machine-lightgbm.ts';

/** What the child is told; paths are local files. */
export type FitNextAffiliateInput = { training: string; validation: string; model: string; seed: number };

/** What it answers. */
export type FitNextAffiliateResult = {
  /** What ran TensorFlow.js. */
  backend: string;
  /** Name of the learner whose model was written. */
  chosen: string;
  /** Mean log-loss in nats per validation row, by learner. */
  validationLogLosses: Record<string, number>;
  /** Learners that this machine cannot fit, each with the library it lacks and why. */
  skipped: string[];
};

/** Fit every candidate in this process, which they keep busy, and write the best by validation log-loss. */
export const runTask: RunTask<FitNextAffiliateInput, FitNextAffiliateResult> = async (
  input,
  { onProgress },
) => {
  const { tf, backend } = await loadTensorflow();
  const libraries = { tf, lightgbm: openMachineLightgbm() };
  const training = await readNextAffiliateFile(input.training);
  const validation = await readNextAffiliateFile(input.validation);
  const { chosen, candidates } = await fitCandidates(
    nextAffiliateLearners,
    { training, validation },
    (model) => computeOutcomeLogLoss(model.predict(validation.features, validation.used), validation.next),
    { ...libraries, seed: input.seed, onProgress },
  );
  await writeModelFile(input.model, chosen.model.save());
  return {
    backend,
    chosen: chosen.name,
    validationLogLosses: Object.fromEntries(
      candidates.map(({ name, validationLogLoss }) => [name, validationLogLoss]),
    ),
    skipped: nextAffiliateLearners
      .filter((learner) => !canFit(learner, libraries))
      .map(({ needs }) => `${needs}: ${explainMissing(needs)}`),
  };
};

/** TensorFlow.js is never missing: it falls back on WebAssembly. */
function explainMissing(library: LearnerLibrary): string {
  const part = readNativeParts()[library];
  return part.ok ? '' : part.reason;
}
