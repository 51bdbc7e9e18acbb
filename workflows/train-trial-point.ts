import type { Artifacts } from '../models/contracts/artifact.ts';
import type { Champion } from '../models/contracts/champion.ts';
import type { DecisionPoint } from '../models/contracts/decision-point.ts';
import type { RunContext } from '../models/contracts/run.ts';
import { TRIAL_SLICES } from '../models/gates/trial-slices.ts';
import { NIGHTLY_COMPARISON, NIGHTLY_LINE_UP } from '../models/recipes/line-up.ts';
import { orderLineUp } from '../models/recipes/order-line-up.ts';
import type { Recipe } from '../models/recipes/recipe.ts';
import type { Dag } from './dag.ts';
import { pick, pickAs } from './pick.ts';
import { stepsOfPoint } from './steps.ts';

/** Longest time from a decision to the end of its trial, the day of its payment's deadline included. */
const TRIAL_DAYS = 4;

/**
 * One decision point's model: the recipe to use, fitted, measured once on the newest registrants, and put beside the
 * champion.
 */
export async function trainTrialPoint(
  point: DecisionPoint,
  { seed, policy, settings }: Pick<RunContext, 'seed' | 'policy' | 'settings'>,
  { steps, features, champion }: { steps: Dag; features: Artifacts; champion: Champion | null },
) {
  const { fit, evaluate, compare } = stepsOfPoint(point);
  const { test, ...learnt } = pickAs(features, {
    training: `${point}_training`,
    validation: `${point}_validation`,
    test: `${point}_test`,
  });
  const recipes = orderLineUp(NIGHTLY_LINE_UP, champion?.recipe ?? null);
  const model = await steps.fitBinaryModel({
    step: fit,
    params: { seed, recipes, ...NIGHTLY_COMPARISON },
    inputs: { ...pick(features, 'features'), ...learnt },
  });
  const { resamples, minRows, minOfEachClass } = policy;
  const slices = [...TRIAL_SLICES];
  const read = { ...pick(features, 'features'), ...model.artifacts, ...learnt, test };
  const [evaluation, comparison] = await Promise.all([
    steps.evaluateBinaryModel({ step: evaluate, params: { seed, resamples, slices }, inputs: read }),
    steps.compareBinaryModel({
      step: compare,
      params: {
        ...{ seed, resamples, slices, minRows, minOfEachClass },
        ...NIGHTLY_COMPARISON,
        outcomeDays: TRIAL_DAYS + settings.horizonDays,
        championUntil: champion?.trainedUntil ?? null,
      },
      inputs: { ...read, ...(champion && { champion: champion.artifact }) },
    }),
  ]);
  const recipe = recipes.find(({ name }) => name === model.value.chosen)!;
  return { point, recipe, model, evaluation, comparison };
}

/** The same recipe on all rows whose outcome is known: what is used once the gate has approved of it. */
export async function refitTrialPoint(
  { point, recipe }: { point: DecisionPoint; recipe: Recipe },
  { seed }: Pick<RunContext, 'seed'>,
  { steps, features }: { steps: Dag; features: Artifacts },
) {
  return steps.fitBinaryModel({
    step: stepsOfPoint(point).refit,
    params: { seed, recipes: [recipe], ...NIGHTLY_COMPARISON, holds: true },
    inputs: {
      ...pick(features, 'features'),
      ...pickAs(features, {
        training: `${point}_ripe_training`,
        validation: `${point}_ripe_validation`,
      }),
    },
  });
}
