import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { DECISION_POINTS, type DecisionPoint } from '../../models/contracts/decision-point.ts';
import { encodeFeatures, fitFeatureEncoder } from '../../models/encoders/feature-encoder.ts';
import { takeTableRows } from '../../models/encoders/feature-table.ts';
import { countPositives } from '../../models/estimators/binary/binary-data.ts';
import type { LandmarkSplit } from '../../models/splits/split-landmarks.ts';
import { writeBinaryFile } from '../../platform/matrices/binary-file.ts';
import { defineStep, type OutputFile } from '../../platform/steps/define-step.ts';
import { type LandmarkRows, readLandmarks, TRIAL_FEATURES } from './read-landmarks.ts';

/** Splits that are written, each as one Arrow file per decision point. */
const EXPORTED = ['training', 'validation', 'test', 'serving'] as const;

/** Split each decision point by time and customer, fit its encoding on training rows, and write the matrices. */
export const exportTrialFeatures = defineStep({
  module: import.meta.url,
  params: z.strictObject({}),
  inputs: ['landmarks', 'registrants'],
  libraries: ['duckdb'],
  async run({ inputs, duckdb, output, progress }) {
    const session = await duckdb();
    const artifacts: Record<string, OutputFile> = {};
    const metrics: Record<string, number> = {};
    const trainable: DecisionPoint[] = [];
    for (const [index, point] of DECISION_POINTS.entries()) {
      progress(index / DECISION_POINTS.length, point);
      const rows = await readLandmarks(session, inputs, point);
      const split = groupRows(rows.splits);
      for (const name of EXPORTED) metrics[`${point}_${name}`] = split[name].length;
      if (!hasBothClasses(rows, split.training) || !hasBothClasses(rows, split.validation)) continue;
      trainable.push(point);
      const encoder = fitFeatureEncoder(TRIAL_FEATURES, takeTableRows(rows.table, split.training));
      await writeFile(output(`${point}_encoder.json`), JSON.stringify(encoder));
      artifacts[`${point}_encoder`] = { file: `${point}_encoder.json`, rows: 0 };
      for (const name of EXPORTED) {
        const file = `${point}_${name}.arrow`;
        const taken = split[name];
        await writeBinaryFile(output(file), {
          customers: taken.map((row) => rows.landmarks[row]!.customer),
          decidedOn: taken.map((row) => rows.landmarks[row]!.decidedOn),
          labels: Uint8Array.from(taken, (row) => rows.labels[row]!),
          features: encodeFeatures(encoder, takeTableRows(rows.table, taken)),
        });
        artifacts[`${point}_${name}`] = { file, rows: taken.length };
      }
    }
    const rows = Object.values(metrics).reduce((sum, count) => sum + count, 0);
    return { artifacts, rows, metrics, value: { trainable } };
  },
});

function groupRows(splits: readonly LandmarkSplit[]): Record<LandmarkSplit, number[]> {
  const groups: Record<LandmarkSplit, number[]> = {
    training: [],
    validation: [],
    test: [],
    serving: [],
    unused: [],
  };
  for (const [row, split] of splits.entries()) groups[split].push(row);
  return groups;
}

/** A point that nobody reaches, or where all do the same, has nothing to learn from. */
function hasBothClasses({ labels }: LandmarkRows, rows: readonly number[]): boolean {
  const positives = countPositives(Uint8Array.from(rows, (row) => labels[row]!));
  return positives > 0 && positives < rows.length;
}
