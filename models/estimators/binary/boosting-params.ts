import { z } from 'zod';
import { ClassWeights } from './weigh-rows.ts';

/** Hyper-parameters that both boosting libraries have, and whose defaults agree. */
export const BOOSTING_PARAMS = {
  /** Squared-leaf penalty. */
  lambda: z.number().nonnegative().default(1),
  /** Share of rows seen by each tree. */
  rowShare: z.number().positive().max(1).default(0.7),
  classWeights: ClassWeights.default('none'),
  maxRounds: z.int().positive().default(600),
  /** Rounds without a better validation log-loss before stopping. */
  patience: z.int().positive().default(40),
};
