import { z } from 'zod';
import { RecommenderRecipe } from './recipe.ts';

/** What a fit hands on: the recipe, how it was chosen, and the re-ranker that the test will judge. */
export const RecommenderRecord = z.strictObject({
  recipe: RecommenderRecipe,
  /** NDCG@10 of what was tried on the earlier cut; empty where the history is too short for one. */
  figures: z.record(z.string(), z.number()),
  /** The test cut, as days from the as-of. */
  testCut: z.int(),
  /** LightGBM's text; null on a machine without it, or where nothing was newly bought. */
  trees: z.string().nullable(),
});
/** What a fit hands on. */
export type RecommenderRecord = z.infer<typeof RecommenderRecord>;
