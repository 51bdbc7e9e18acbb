import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type LeakEvidence, measureSingles } from '../../models/gates/leak-evidence.ts';
import { QuestionFeatures } from '../../models/propensity/question-features.ts';
import { readExampleFile } from '../../platform/matrices/example-file.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

/** Measure each column by itself on validation rows: what alone tells who is 1 is rarely known before the outcome. */
export const checkLeaks = defineStep({
  module: import.meta.url,
  params: z.strictObject({}),
  inputs: ['question', 'training', 'validation'],
  async run({ inputs }) {
    const { plan } = QuestionFeatures.parse(JSON.parse(await readFile(inputs.question, 'utf8')));
    const training = await readExampleFile(inputs.training);
    const validation = await readExampleFile(inputs.validation);
    const { validationRows, singles } = measureSingles(training, validation);
    const columns = new Map<string, number>();
    for (const { feature, auc } of singles) {
      const { column } = plan.find(({ spec }) => spec.name === feature)!;
      columns.set(column, Math.max(auc, columns.get(column) ?? 0));
    }
    const value: LeakEvidence = {
      validationRows,
      singles: [...columns].map(([feature, auc]) => ({ feature, auc })).sort((a, b) => b.auc - a.auc),
    };
    return {
      artifacts: {},
      rows: validationRows,
      metrics: Object.fromEntries(value.singles.map(({ feature, auc }) => [feature, auc])),
      value,
    };
  },
});
