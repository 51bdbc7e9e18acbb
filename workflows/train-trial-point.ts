import type { Artifacts } from '../models/contracts/artifact.ts';
import type { DecisionPoint } from '../models/contracts/decision-point.ts';
import type { RunContext } from '../models/contracts/run.ts';
import { NIGHTLY_COMPARISON, NIGHTLY_LINE_UP } from '../models/recipes/line-up.ts';
import type { Dag } from './dag.ts';
import { pick, pickAs } from './pick.ts';
import { stepsOfPoint } from './steps.ts';

/** One decision point's model: the recipe to use, fitted, and measured once on the newest registrants. */
export async function trainTrialPoint(
  point: DecisionPoint,
  { seed, policy }: Pick<RunContext, 'seed' | 'policy'>,
  { steps, features }: { steps: Dag; features: Artifacts },
) {
  const [fit, evaluate] = stepsOfPoint(point);
  const { test, ...learnt } = pickAs(features, {
    training: `${point}_training`,
    validation: `${point}_validation`,
    test: `${point}_test`,
  });
  const model = await steps.fitBinaryModel({
    step: fit,
    params: { seed, recipes: [...NIGHTLY_LINE_UP], ...NIGHTLY_COMPARISON },
    inputs: { ...pick(features, 'features'), ...learnt },
  });
  const evaluation = await steps.evaluateBinaryModel({
    step: evaluate,
    params: { seed, resamples: policy.resamples },
    inputs: { ...model.artifacts, ...learnt, test },
  });
  return { point, model, evaluation };
}
