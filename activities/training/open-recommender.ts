import { readFile } from 'node:fs/promises';
import type { RecommenderData } from '../../models/recommender/product-log.ts';
import { explainUnfit, RecommenderRecord } from '../../models/recommender/recommender-record.ts';

/** What a fit handed on. */
export async function readRecommender(path: string): Promise<RecommenderRecord> {
  return RecommenderRecord.parse(JSON.parse(await readFile(path, 'utf8')));
}

/** A champion that can rank these products, or why it cannot. */
export async function openRecommender(
  path: string | null,
  { attributes }: RecommenderData,
): Promise<{ champion: RecommenderRecord | null; refused: string | null }> {
  if (path === null) return { champion: null, refused: null };
  const parsed = RecommenderRecord.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!parsed.success)
    return { champion: null, refused: 'its file is of another version (expected a recommender record)' };
  const refused = explainUnfit(parsed.data, attributes.product);
  return { champion: refused === null ? parsed.data : null, refused };
}
