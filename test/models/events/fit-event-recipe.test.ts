import { describe, expect, it } from 'vitest';
import { fitTransitions, predictTransitions } from '../../../models/baselines/transitions.ts';
import { EventRecipe } from '../../../models/events/event-recipe.ts';
import { type EventRows, takeEventRows } from '../../../models/events/event-rows.ts';
import { fitEventRecipe } from '../../../models/events/fit-event-recipe.ts';
import { createMask } from '../../../models/matrix.ts';
import { computeHitAtK } from '../../../models/metrics/hit-at-k.ts';
import { computeOutcomeLogLoss } from '../../../models/metrics/outcome-log-loss.ts';
import { createRandom } from '../../../models/random.ts';
import { machineLightgbm, requireLightgbm } from '../estimators/lightgbm/machine-lightgbm.ts';
import { machineXgboost, requireXgboost } from '../estimators/xgboost/machine-xgboost.ts';
import { AFFILIATES, plantEvents } from './planted-events.ts';

const data = { training: plantEvents(900, 1), validation: plantEvents(400, 2) };
const test = plantEvents(600, 3);
const base = { features: 'full', learner: 'xgboost-classes', params: { rounds: 20 } };
const learn = (recipe: object, context: object, given = data, seed = 1) =>
  fitEventRecipe(EventRecipe.parse({ ...base, ...recipe }), given, {
    ...context,
    random: createRandom(seed),
  });

describe.each([
  ['XGBoost', {}],
  ['LightGBM in folds', { learner: 'lightgbm-classes', params: { maxRounds: 40, patience: 10 }, folds: 4 }],
  ['SMOTE', { sampler: 'smote-nc' }],
  ['balanced weights', { sampler: 'class-weights' }],
])('%s', (_, recipe) => {
  it('finds the planted pull of zones, masks used affiliates, and is the same by the same seed', async (context) => {
    const libraries = { xgboost: requireXgboost(context), lightgbm: requireLightgbm(context) };
    const { which } = (await learn(recipe, libraries)).predict(test);
    const transitions = predictTransitions(fitTransitions(data.training), test).which;
    const accuracy = computeHitAtK(which, test.next, 1)!;
    // Zones decide in four of five rows, and chance hits one of the others in four.
    expect(accuracy).toBeGreaterThan(0.78);
    expect(accuracy - computeHitAtK(transitions, test.next, 1)!).toBeGreaterThan(0.3);
    for (let row = 0; row < test.used.rows; row++) {
      const own = which.subarray(row * 5, (row + 1) * 5);
      expect(own[test.latest[row]!]).toBe(0);
      expect(own.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    }
    expect((await learn(recipe, libraries)).predict(test).which).toEqual(which);
  });
});

it('chooses the setting with the least log-loss of validation rows, and says which', async (context) => {
  const libraries = { xgboost: requireXgboost(context) };
  const tuning = [
    { maxDepth: 1, rounds: 1 },
    { maxDepth: 3, rounds: 20 },
  ];
  const chosen = await learn({ tuning }, libraries);
  expect(chosen.setting).toEqual(tuning[1]);
  const losses = [];
  for (const setting of tuning) {
    const alone = await learn({ params: setting }, libraries);
    losses.push(computeOutcomeLogLoss(alone.predict(data.validation), data.validation.next));
  }
  expect(losses[1]).toBeLessThan(losses[0]!);
});

it('knows no more than the affiliate where it sees counts alone', async (context) => {
  const libraries = { xgboost: requireXgboost(context) };
  const { which } = (await learn({ features: 'counts' }, libraries)).predict(test);
  expect(computeHitAtK(which, test.next, 1)).toBeLessThan(0.5);
});

describe('rows that are hard to learn from', () => {
  const withLabels = (rows: EventRows, change: (labels: string[], row: number) => string[]): EventRows => ({
    ...rows,
    next: createMask(
      AFFILIATES,
      rows.customers.map((_, row) =>
        change(
          AFFILIATES.filter((_code, place) => rows.next.values[row * 5 + place] === 1),
          row,
        ),
      ),
    ),
  });
  /** D01 is the label of `rows` training rows, and of a test row. */
  const rare = (most: number) => {
    let kept = 0;
    return withLabels(data.training, (labels, row) => {
      if (!labels.includes('D01') || kept++ < most) return labels;
      return [data.training.latest[row] === 2 ? 'C01' : 'B01'];
    });
  };

  it.each([
    ['none', 0, 0],
    ['smote-nc', 0, 0],
    ['smote-nc', 1, 0],
    ['class-weights', 1, 0],
    ['none', 1, 4],
  ] as const)(
    '%s: a class of %i training rows is predicted with a chance, never an error',
    async (sampler, most, folds) => {
      const training = rare(most);
      const model = await fitEventRecipe(
        EventRecipe.parse({
          ...base,
          sampler,
          folds,
          learner: folds > 0 ? 'lightgbm-classes' : base.learner,
          params: {},
        }),
        { training, validation: data.validation },
        { ...machine(), random: createRandom(1) },
      );
      const { which } = model.predict(test);
      expect(which.every((p) => Number.isFinite(p) && p >= 0 && p <= 1)).toBe(true);
      expect(Number.isFinite(computeOutcomeLogLoss(model.predict(test), test.next))).toBe(true);
    },
  );

  it('leaves nothing to predict for a customer who has used every affiliate', async (context) => {
    const model = await learn({}, { xgboost: requireXgboost(context) });
    const [first] = [takeEventRows(test, [0])];
    const all = { ...first!, used: createMask(AFFILIATES, [AFFILIATES]), next: createMask(AFFILIATES, [[]]) };
    expect([...model.predict(all).which]).toEqual([0, 0, 0, 0, 0]);
  });
});

function machine() {
  return { xgboost: machineXgboost, lightgbm: machineLightgbm };
}
