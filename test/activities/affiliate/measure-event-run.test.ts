import { describe, expect, it } from 'vitest';
import { measureEventRun } from '../../../activities/affiliate/measure-event-run.ts';
import type { Artifacts } from '../../../models/contracts/artifact.ts';
import { readFigure } from '../../../models/contracts/read-metric.ts';
import { EVENT_SPLITS } from '../../../models/events/event-grid.ts';
import { EventRecipe, type EventScorer } from '../../../models/events/event-recipe.ts';
import type { StepServices } from '../../../platform/steps/services.ts';
import { pickAs } from '../../../workflows/pick.ts';
import { requireXgboost } from '../../models/estimators/xgboost/machine-xgboost.ts';
import { createServices, runStep } from '../../support/step-harness.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { makeEventRows } from './make-event-rows.ts';

const TREES: EventScorer = {
  kind: 'recipe',
  recipe: EventRecipe.parse({
    features: 'full',
    learner: 'xgboost-classes',
    params: { learningRate: 0.05, maxDepth: 5, rounds: 60, lambda: 3 },
  }),
};
function measurerOf(services: StepServices, artifacts: Artifacts) {
  const names = Object.fromEntries(
    EVENT_SPLITS.flatMap((split) =>
      ['training', 'validation', 'test'].map((part) => [`${split}_${part}`, `expanded_${split}_${part}`]),
    ),
  );
  return (step: string, scorer: EventScorer, others: Artifacts = {}) =>
    runStep(measureEventRun, services, {
      step,
      params: { scorer, seed: 1, resamples: 300 },
      inputs: { ...pickAs(artifacts, names), ...others } as never,
    });
}

describe.each([
  ['demo', 3_000, true],
  ['seed', 1_500, false],
] as const)('on the sample %s', (profile, customers, isFound) => {
  it(`${isFound ? 'recovers the planted signal' : 'stays at the baselines'}, on other customers and on the newest events`, async (context) => {
    requireXgboost(context);
    const services = createServices(makeTemporaryDirectory());
    const { exported } = await makeEventRows(services, { profile, customers });
    const measure = measurerOf(services, exported.artifacts as Artifacts);
    const trees = await measure('measure-trees', TREES);
    for (const split of EVENT_SPLITS) {
      const lead = readFigure(trees.metrics, `${split}_lead`);
      if (isFound) expect(lead.low).toBeGreaterThan(0.02);
      else expect(lead.low).toBeLessThanOrEqual(0);
    }
    if (!isFound) return;

    const predictions = Object.fromEntries(
      EVENT_SPLITS.flatMap((split) => [
        [`one_${split}`, trees.artifacts[split]],
        [`two_${split}`, trees.artifacts[split]],
      ]),
    );
    const mean = await measure('measure-mean', { kind: 'mean', of: ['one', 'two'] }, predictions);
    expect(mean.metrics).toEqual(trees.metrics);
    expect(mean.metrics.customer_rows).toBe(exported.metrics.expanded_customer_test);
  }, 180_000);
});
