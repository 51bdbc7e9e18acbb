import { logisticRegression } from './logistic-regression.ts';
import { mlpEnsemble } from './mlp-ensemble.ts';

/** Every learner of a yes/no question, by name; one contract test runs over all of them. */
export const binaryLearners = {
  [logisticRegression.name]: logisticRegression,
  [mlpEnsemble.name]: mlpEnsemble,
} as const;
