import type { DecisionPoint } from '../contracts/decision-point.ts';
import type { Strategy } from '../contracts/strategy.ts';
import { actionAt } from './trial-actions.ts';
import { type PlanOptions, writeStrategy } from './write-strategy.ts';

/** A customer of an open trial at the latest decision point reached. */
export interface ScoredTrial {
  customer: string;
  point: DecisionPoint;
  /** P(pays within the horizon | what is known at the point). */
  probability: number;
  /** Learner and decision point of the model that scored it. */
  model: string;
}

/** One strategy row of either arm for each customer, in the order given. */
export function planTrialStrategies(trials: readonly ScoredTrial[], options: PlanOptions): Strategy[] {
  return trials.map(({ customer, point, probability, model }) => {
    const action = actionAt(point);
    const share = `${(100 * probability).toFixed(1)} %`;
    const reason = `reached ${point.replaceAll('_', ' ')}; pays with a chance of ${share} (${model})`;
    return writeStrategy(
      { action, customer, fields: {}, score: probability, evidence: model, reason },
      options,
    );
  });
}
