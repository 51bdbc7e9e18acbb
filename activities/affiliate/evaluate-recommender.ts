import { z } from 'zod';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { daysBetween } from '../../models/days.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { championOf } from '../champion-comparison.ts';
import type {
  EvaluateRecommenderInput,
  EvaluateRecommenderResult,
} from '../training/evaluate-recommender.ts';

const TASK = 'activities/training/evaluate-recommender.ts';

const Params = z.strictObject({
  asOf: CalendarDay,
  seed: z.int(),
  resamples: z.int().positive(),
  /** Day until which the champion learnt; null without one, else its file is an input, too (`champion`). */
  championUntil: CalendarDay.nullable(),
});

/**
 * Measure the re-ranker on the newest date with a full outcome window, beside EASE, what is popular and the champion, which
 * is ranked here since another step would have to fit the same first stage again.
 */
export const evaluateRecommender = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['people', 'products', 'sellers', 'purchases', 'recommender'],
  tasks: [TASK],
  libraries: ['tensorflow', 'lightgbm'],
  async run({ params: { asOf, championUntil, ...params }, inputs, output, train }) {
    const made: Readonly<Record<string, string>> & typeof inputs = inputs;
    const { recommender, champion, rival, ...files } = made;
    const found = championOf(champion, championUntil);
    const input: EvaluateRecommenderInput = {
      ...files,
      record: recommender,
      champion: found && { model: found.model, trainedUntil: daysBetween(asOf, found.trainedUntil) },
      rival: rival ?? null,
      report: output('recommender_report.json'),
      hybrid: output('tested_hybrid.json'),
      ...params,
    };
    const { evidence, champion: compared, metrics } = await train<EvaluateRecommenderResult>(TASK, input);
    return {
      artifacts: {
        recommender_report: { file: 'recommender_report.json', rows: evidence.rows },
        tested_hybrid: { file: 'tested_hybrid.json', rows: 0 },
      },
      rows: evidence.rows,
      metrics: {
        ...metrics,
        basis: compared?.basis ?? null,
        ndcg_at_10_against_champion: compared?.score?.difference ?? null,
      },
      value: { evidence, champion: compared },
    };
  },
});
