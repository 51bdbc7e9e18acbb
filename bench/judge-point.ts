import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as evaluation from '../activities/training/evaluate-binary.ts';
import * as fitting from '../activities/training/fit-binary.ts';
import { TRIAL_FEATURES } from '../activities/trial/read-landmarks.ts';
import { evaluateGate } from '../models/gates/evaluate-gate.ts';
import type { GatePolicy } from '../models/gates/policy.ts';
import { binaryRules, leakRules } from '../models/gates/rules/binary/index.ts';
import { TRIAL_SLICES } from '../models/gates/trial-slices.ts';
import type { Verdict } from '../models/gates/verdict.ts';
import type { BinaryMetrics } from '../models/metrics/binary-metrics.ts';
import { NIGHTLY_COMPARISON } from '../models/recipes/line-up.ts';
import type { Recipe } from '../models/recipes/recipe.ts';
import { writeExampleFile } from '../platform/matrices/example-file.ts';
import type { TrialPoint } from './trial-points.ts';

/** How a point is fitted and judged; `directory` takes its files. */
export interface JudgePlan {
  readonly recipes: readonly Recipe[];
  readonly policy: GatePolicy;
  readonly seed: number;
  readonly directory: string;
}

/** What a run would say of the point, and where its model is. */
export interface JudgedPoint {
  readonly chosen: string;
  readonly metrics: BinaryMetrics;
  readonly verdict: Verdict;
  readonly model: string;
  /** All that was read for it. */
  readonly files: { features: string; training: string; validation: string; test: string };
}

const withoutProgress = { onProgress: async () => {} };

/** Compares the recipes, fits the chosen one and judges it, by the very tasks of a run, in this process. */
export async function judgePoint(
  { point, ...rows }: TrialPoint,
  { recipes, policy, seed, directory }: JudgePlan,
): Promise<JudgedPoint> {
  const files = {
    features: join(directory, 'features.json'),
    training: join(directory, 'training.arrow'),
    validation: join(directory, 'validation.arrow'),
    test: join(directory, 'test.arrow'),
  };
  const model = join(directory, `${point}.json`);
  await writeFile(files.features, JSON.stringify(TRIAL_FEATURES));
  await writeExampleFile(files.training, rows.training);
  await writeExampleFile(files.validation, rows.validation);
  await writeExampleFile(files.test, rows.test);
  const { test: _, ...learnt } = files;
  const { chosen } = await fitting.runTask(
    { ...learnt, model, ...NIGHTLY_COMPARISON, recipes: [...recipes], seed },
    withoutProgress,
  );
  const { evidence, metrics, leaks, shuffled } = await evaluation.runTask(
    { ...files, model, seed, resamples: policy.resamples, slices: TRIAL_SLICES },
    withoutProgress,
  );
  const verdict = evaluateGate({
    model: chosen,
    decisionPoint: point,
    evidence: { ...evidence, leaks, shuffled },
    policy,
    rules: { ...binaryRules, features: leakRules },
  });
  return { chosen, metrics, verdict, model, files };
}
