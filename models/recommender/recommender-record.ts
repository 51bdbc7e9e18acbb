import { z } from 'zod';
import type { Attributes } from './product-log.ts';
import { listRankingFeatures } from './ranking-features.ts';
import { RecommenderRecipe } from './recipe.ts';

/** Scorers of the first stage, in the order of its parts. */
const PARTS = ['ease', 'recent', 'hybrid'] as const;

/** What a fit hands on: the recipe, how it was chosen, and the re-ranker. */
export const RecommenderRecord = z.strictObject({
  recipe: RecommenderRecipe,
  /** NDCG@10 of what was tried on the earlier cut; empty where the history is too short for one. */
  figures: z.record(z.string(), z.number()),
  /** The test cut, as days from the as-of. */
  testCut: z.int(),
  /** What the trees read of a candidate, in their order. */
  columns: z.array(z.string()),
  /** LightGBM's text; null on a machine without it, or where nothing was newly bought. */
  trees: z.string().nullable(),
});
/** What a fit hands on. */
export type RecommenderRecord = z.infer<typeof RecommenderRecord>;

/** What the trees read of a candidate, where products have these attributes. */
export function listRecordColumns(attributes: Attributes['product']): string[] {
  return listRankingFeatures(PARTS, Object.keys(attributes));
}

/** Why a record's trees cannot rank products with these attributes; null where they can. */
export function explainUnfit(
  { columns, trees }: Pick<RecommenderRecord, 'columns' | 'trees'>,
  attributes: Attributes['product'],
): string | null {
  if (trees === null) return 'it has no trees (expected those of a re-ranker)';
  const expected = listRecordColumns(attributes);
  const missing = columns.filter((name) => !expected.includes(name));
  const unknown = expected.filter((name) => !columns.includes(name));
  if (missing.length === 0 && unknown.length === 0) return null;
  const list = (names: readonly string[]) => names.slice(0, 3).join(', ') || 'nothing';
  return `it reads ${list(missing)}, which candidates do not have, and not ${list(unknown)}`;
}
