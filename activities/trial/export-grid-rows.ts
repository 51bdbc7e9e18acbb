import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { takeExamples } from '../../models/recipes/examples.ts';
import type { GridPopulation } from '../../models/recipes/trial-grid.ts';
import { writeExampleFile } from '../../platform/matrices/example-file.ts';
import { defineStep, type OutputFile } from '../../platform/steps/define-step.ts';
import { readLandmarks, TRIAL_FEATURES } from './read-landmarks.ts';

const SPLITS = ['training', 'validation', 'test'] as const;

/** The rows of the experiment: the last day, when most is known, with and without those who have not come by then. */
export const exportGridRows = defineStep({
  module: import.meta.url,
  params: z.strictObject({}),
  inputs: ['landmarks', 'registrants'],
  libraries: ['duckdb'],
  async run({ inputs, duckdb, output }) {
    const { examples, splits } = await readLandmarks(await duckdb(), inputs, 'last_day');
    const hasVisited = examples.table.numbers.has_visited!;
    const artifacts: Record<string, OutputFile> = { features: { file: 'features.json', rows: 0 } };
    await writeFile(output('features.json'), JSON.stringify(TRIAL_FEATURES));
    for (const population of ['kept', 'deleted'] as const satisfies GridPopulation[]) {
      for (const split of SPLITS) {
        const rows = splits.flatMap((used, row) =>
          used === split && (population === 'kept' || hasVisited[row] === 1) ? [row] : [],
        );
        const file = `${population}_${split}.arrow`;
        await writeExampleFile(output(file), takeExamples(examples, rows));
        artifacts[`${population}_${split}`] = { file, rows: rows.length };
      }
    }
    const metrics = Object.fromEntries(Object.entries(artifacts).map(([name, { rows }]) => [name, rows]));
    return { artifacts, rows: splits.length, metrics, value: null };
  },
});
