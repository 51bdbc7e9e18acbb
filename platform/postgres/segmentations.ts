import type { ArtifactRef } from '../../models/contracts/artifact.ts';
import { type Database, inTransaction, type Queryable } from './database.ts';
import type { PublicationScope } from './publications.ts';

/** A row of `segmentations`. */
export interface SegmentationRow {
  segmentation_id: string;
  dataset: string;
  pipeline: string;
  run_id: string;
  as_of: string;
  fitted_as_of: string;
  parameters: Record<string, unknown>;
  segmentation: ArtifactRef;
  segments: ArtifactRef;
  state: 'live' | 'replaced';
  live_at: Date;
}

/** What became of a night's segmentation: it is live, or it is not since a later day's, or another run's, is. */
export type SegmentationRelease = 'live' | 'older' | 'overtaken';

/** Segmentations that were live for a dataset and pipeline as of days before this one, newest first; no more than asked. */
export async function listEarlierSegmentations(
  db: Queryable,
  { dataset, pipeline }: PublicationScope,
  { asOf, limit }: { asOf: string; limit: number },
): Promise<SegmentationRow[]> {
  const { rows } = await db.query<SegmentationRow>(
    `select * from segmentations where dataset = $1 and pipeline = $2 and as_of < $3
     order by as_of desc, live_at desc limit $4`,
    [dataset, pipeline, asOf, limit],
  );
  return rows;
}

/** What is live for a dataset and pipeline; undefined before the first. */
export async function findLiveSegmentation(
  db: Queryable,
  { dataset, pipeline }: PublicationScope,
): Promise<SegmentationRow | undefined> {
  const { rows } = await db.query<SegmentationRow>(
    `select * from segmentations where dataset = $1 and pipeline = $2 and state = 'live'`,
    [dataset, pipeline],
  );
  return rows[0];
}

/**
 * Make a segmentation the live one, in one transaction; repeating it changes nothing.
 * @param expectedLive id of what was live when the run looked: of two runs side by side, the first one wins
 */
export async function releaseSegmentation(
  database: Database,
  draft: Omit<SegmentationRow, 'state' | 'live_at'>,
  expectedLive: string | null,
): Promise<SegmentationRelease> {
  return inTransaction(database, async (client) => {
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [
      `segmentations ${draft.pipeline}/${draft.dataset}`,
    ]);
    const live = await findLiveSegmentation(client, draft);
    if (live?.segmentation_id === draft.segmentation_id) return 'live';
    if (live !== undefined && live.as_of > draft.as_of) return 'older';
    if ((live?.segmentation_id ?? null) !== expectedLive) return 'overtaken';
    await client.query(`update segmentations set state = 'replaced' where segmentation_id = $1`, [
      expectedLive,
    ]);
    await client.query(
      `insert into segmentations
         (segmentation_id, dataset, pipeline, run_id, as_of, fitted_as_of, parameters, segmentation, segments, state)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'live')
       on conflict (segmentation_id) do update set state = 'live', live_at = now()`,
      [
        draft.segmentation_id,
        draft.dataset,
        draft.pipeline,
        draft.run_id,
        draft.as_of,
        draft.fitted_as_of,
        JSON.stringify(draft.parameters),
        JSON.stringify(draft.segmentation),
        JSON.stringify(draft.segments),
      ],
    );
    return 'live';
  });
}
