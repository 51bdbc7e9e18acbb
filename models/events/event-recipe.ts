import { z } from 'zod';
import { ClassLearnerName } from '../estimators/classes/index.ts';
import { EventFeatures } from './event-rows.ts';

/** How a model of the event rows is made; plain data. Categories are codes that the trees split natively. */
export const EventRecipe = z.strictObject({
  features: EventFeatures,
  learner: ClassLearnerName,
  /** What is done to training rows against rare classes; nothing else is sampled or weighted. */
  sampler: z.enum(['none', 'class-weights', 'smote-nc']).default('none'),
  /** Hyper-parameters that differ from the learner's defaults. */
  params: z.record(z.string(), z.json()).default({}),
  /** Settings on top of `params` of which validation rows choose one; none: `params` as they are. */
  tuning: z.array(z.record(z.string(), z.json())).default([]),
  /** Models fitted on training rows without one fold each, which stops them; their probabilities are averaged. 0: one model. */
  folds: z.int().nonnegative().default(0),
});
/** How a model of the event rows is made. */
export type EventRecipe = z.infer<typeof EventRecipe>;

/** Where the probabilities of a row of the experiment come from. */
export const EventScorer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recipe'), recipe: EventRecipe }),
  /** Mean of what other rows predicted. */
  z.strictObject({ kind: z.literal('mean'), of: z.array(z.string()).min(2) }),
  z.strictObject({
    kind: z.literal('baseline'),
    name: z.enum(['majority', 'popularity', 'transitions']),
  }),
]);
/** Where the probabilities of a row of the experiment come from. */
export type EventScorer = z.infer<typeof EventScorer>;
