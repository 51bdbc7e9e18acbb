import type { BinaryData, BinaryRows } from '../models/estimators/binary/binary-data.ts';
import type { BinaryModel } from '../models/estimators/binary/binary-model.ts';
import { measureBinary } from '../models/gates/binary-evidence.ts';
import { evaluateGate } from '../models/gates/evaluate-gate.ts';
import { DEFAULT_POLICY } from '../models/gates/policy.ts';
import { binaryRules } from '../models/gates/rules/binary/index.ts';
import type { Verdict } from '../models/gates/verdict.ts';
import { chooseThreshold } from '../models/metrics/choose-threshold.ts';
import { createRandom, type Random, splitSeed } from '../models/random.ts';

/** One made-up company: so many rows, and log-odds that spread by `spread` around `center`; 0 is no signal at all. */
export interface SimulationPlan {
  readonly trainingRows: number;
  readonly validationRows: number;
  readonly testRows: number;
  readonly inputs: number;
  readonly spread: number;
  readonly center: number;
  readonly resamples: number;
}

/** How a model is made in a simulation. */
export type FitBinary = (data: BinaryData, seed: number) => Promise<Pick<BinaryModel, 'predict'>>;

/** At a spread of .72 the truth has an AUC of about .68, at either center a rate of about .39. */
export const SIGNAL: SimulationPlan = {
  trainingRows: 4_000,
  validationRows: 1_000,
  testRows: 1_300,
  inputs: 10,
  spread: 0.72,
  center: -0.48,
  resamples: DEFAULT_POLICY.resamples,
};
/** The same company with labels that nothing explains. */
export const NULL_LABELS: SimulationPlan = { ...SIGNAL, spread: 0, center: -0.45 };

/** Fits on made-up rows, chooses thresholds on validation rows and judges on test rows. */
export async function simulateBinaryGate(
  plan: SimulationPlan,
  seed: number,
  learn: FitBinary,
): Promise<Verdict> {
  const random = createRandom(splitSeed(seed, 'rows'));
  const training = drawRows(plan, plan.trainingRows, random, 'training');
  const validation = drawRows(plan, plan.validationRows, random, 'validation');
  const test = drawRows(plan, plan.testRows, random, 'test');
  const model = await learn({ training, validation }, seed);
  const chosenFor = model.predict(validation.features);
  const evidence = measureBinary(
    {
      customers: test.customers,
      labels: test.labels,
      probabilities: model.predict(test.features),
      learntRows: plan.trainingRows + plan.validationRows,
      trainingRate: training.labels.reduce((sum, label) => sum + label, 0) / plan.trainingRows,
      thresholds: {
        accuracy: chooseThreshold(chosenFor, validation.labels, 'accuracy'),
        f1: chooseThreshold(chosenFor, validation.labels, 'f1'),
      },
    },
    { seed, resamples: plan.resamples },
  );
  return evaluateGate({ model: 'simulated', evidence, policy: DEFAULT_POLICY, rules: binaryRules });
}

/** The true probabilities, as a model: log-odds are the mean of all columns, spread as planned. */
export function createTruth({ inputs, spread, center }: SimulationPlan): Pick<BinaryModel, 'predict'> {
  return {
    predict: ({ rows, values }) =>
      Float32Array.from({ length: rows }, (_, row) => {
        const sum = values
          .subarray(row * inputs, (row + 1) * inputs)
          .reduce((total, cell) => total + cell, 0);
        return 1 / (1 + Math.exp(-(center + (spread * sum) / Math.sqrt(inputs))));
      }),
  };
}

function drawRows(plan: SimulationPlan, rows: number, random: Random, name: string): BinaryRows {
  const columns = Array.from({ length: plan.inputs }, (_, input) => `x${input}`);
  const values = Float32Array.from({ length: rows * plan.inputs }, () => random.normal());
  const features = { rows, columns, values };
  return {
    features,
    labels: Uint8Array.from(createTruth(plan).predict(features), (truth) => (random.next() < truth ? 1 : 0)),
    customers: Array.from({ length: rows }, (_, row) => `${name}-${row}`),
  };
}
