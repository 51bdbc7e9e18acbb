import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { DECISION_POINTS, type DecisionPoint } from '../../models/contracts/decision-point.ts';
import { KnownMembers } from '../../models/contracts/known-members.ts';
import { countPositives } from '../../models/estimators/binary/binary-data.ts';
import { takeExamples } from '../../models/recipes/examples.ts';
import { countTreated, flagTreated, takeTreated } from '../../models/splits/flag-treated.ts';
import type { LandmarkSplit } from '../../models/splits/split-landmarks.ts';
import { writeExampleFile } from '../../platform/matrices/example-file.ts';
import { listTreatedSince } from '../../platform/postgres/exposures.ts';
import { defineStep, type OutputFile } from '../../platform/steps/define-step.ts';
import { readLandmarks, TRIAL_FEATURES } from './read-landmarks.ts';

/** Splits that are written, each as one Arrow file per decision point. */
const EXPORTED = ['training', 'validation', 'test', 'serving'] as const;

/** Split each decision point by time and customer, and write its rows; encoding is part of each recipe. */
export const exportTrialFeatures = defineStep({
  module: import.meta.url,
  params: z.strictObject({ members: KnownMembers.optional() }),
  inputs: ['landmarks', 'registrants'],
  libraries: ['duckdb'],
  async run({ params: { members }, inputs, duckdb, output, progress, services }) {
    const session = await duckdb();
    const since = await listTreatedSince(services.database, members);
    await writeFile(output('features.json'), JSON.stringify(TRIAL_FEATURES));
    const artifacts: Record<string, OutputFile> = { features: { file: 'features.json', rows: 0 } };
    const metrics: Record<string, number> = {};
    const flagged: Record<string, number> = {};
    const trainable: DecisionPoint[] = [];
    for (const [index, point] of DECISION_POINTS.entries()) {
      progress(index / DECISION_POINTS.length, point);
      const { examples, landmarks, splits, ripe } = await readLandmarks(session, inputs, point);
      const treated = flagTreated(landmarks, since);
      const split = groupRows(splits);
      for (const name of EXPORTED) metrics[`${point}_${name}`] = split[name].length;
      for (const [name, count] of Object.entries(countTreated(treated, split)))
        flagged[name] = (flagged[name] ?? 0) + count;
      const learnt = [split.training, split.validation];
      if (!learnt.every((rows) => hasBothClasses(examples.labels, rows))) continue;
      trainable.push(point);
      const writeRows = (path: string, rows: readonly number[]) =>
        writeExampleFile(path, takeExamples(examples, rows), takeTreated(treated, rows));
      for (const name of EXPORTED) {
        const file = `${point}_${name}.arrow`;
        await writeRows(output(file), split[name]);
        artifacts[`${point}_${name}`] = { file, rows: split[name].length };
      }
      for (const name of ['training', 'validation'] as const) {
        const file = `${point}_ripe_${name}.arrow`;
        const rows = ripe.flatMap((use, row) => (use === name ? [row] : []));
        await writeRows(output(file), rows);
        artifacts[`${point}_ripe_${name}`] = { file, rows: rows.length };
      }
    }
    const rows = Object.values(metrics).reduce((sum, count) => sum + count, 0);
    return { artifacts, rows, metrics: { ...metrics, ...flagged }, value: { trainable } };
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
function hasBothClasses(labels: Uint8Array, rows: readonly number[]): boolean {
  const positives = countPositives(Uint8Array.from(rows, (row) => labels[row]!));
  return positives > 0 && positives < rows.length;
}
