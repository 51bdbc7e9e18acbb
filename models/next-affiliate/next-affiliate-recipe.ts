import { z } from 'zod';

/** Learners of the next affiliate by name, the first of equally good ones taken; plain data, since workflows read it. */
export const NEXT_AFFILIATE_LEARNERS = ['next-affiliate-net', 'next-affiliate-boosting'] as const;

/** How a model of the next affiliate is made, with the learner's own settings: recorded with the model, and fitted anew on other rows. */
export const NextAffiliateRecipe = z.strictObject({ learner: z.enum(NEXT_AFFILIATE_LEARNERS) });
/** How a model of the next affiliate is made. */
export type NextAffiliateRecipe = z.infer<typeof NextAffiliateRecipe>;
