import { canFit } from '../../models/estimators/fit-candidates.ts';
import { nextAffiliateLearners } from '../../models/estimators/index.ts';
import type { LearnerLibrary } from '../../models/estimators/learner.ts';
import { fitLearners } from '../../models/next-affiliate/fit-learners.ts';
import { writeModelFile } from '../../platform/matrices/model-file.ts';
import { readNextAffiliateFile } from '../../platform/matrices/next-affiliate-file.ts';
import { loadTensorflow, readNativeParts } from '../../platform/native.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';
import { openMachineLightgbm } from './machine-lightgbm.ts';
import { readFeatures } from './read-features.ts';

/** What the child is told; paths are local files. */
export type FitNextAffiliateInput = {
  features: string;
  training: string;
  validation: string;
  model: string;
  seed: number;
  /** Learners that are compared, by name. */
  learners: readonly string[];
};

/** What it answers. */
export type FitNextAffiliateResult = {
  /** What ran TensorFlow.js. */
  backend: string;
  /** Name of the learner whose model was written. */
  chosen: string;
  /** Mean log-loss in nats per validation row, by learner. */
  validationLogLosses: Record<string, number>;
  /** What was added to its log-odds of anything new, since they drift from month to month. */
  drift: number;
  /** Learners that this machine cannot fit, each with the library it lacks and why. */
  skipped: string[];
};

/** Fit every candidate in this process, which they keep busy, and write the best by validation log-loss. */
export const runTask: RunTask<FitNextAffiliateInput, FitNextAffiliateResult> = async (
  { learners, seed, ...files },
  { onProgress },
) => {
  const { tf, backend } = await loadTensorflow();
  const libraries = { tf, lightgbm: openMachineLightgbm() };
  const data = {
    specs: await readFeatures(files.features),
    training: await readNextAffiliateFile(files.training),
    validation: await readNextAffiliateFile(files.validation),
  };
  const { chosen, validationLogLosses } = await fitLearners(data, learners, {
    ...libraries,
    seed,
    onProgress,
  });
  await writeModelFile(files.model, chosen.save());
  return {
    backend,
    chosen: chosen.recipe.learner,
    validationLogLosses: { ...validationLogLosses },
    drift: chosen.drift,
    skipped: nextAffiliateLearners
      .filter((learner) => learners.includes(learner.name) && !canFit(learner, libraries))
      .map(({ needs }) => `${needs}: ${explainMissing(needs)}`),
  };
};

/** TensorFlow.js is never missing: it falls back on WebAssembly. */
function explainMissing(library: LearnerLibrary): string {
  const part = readNativeParts()[library];
  return part.ok ? '' : part.reason;
}
