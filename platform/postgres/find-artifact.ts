import { ArtifactRef } from '../../models/contracts/artifact.ts';
import type { Queryable } from './database.ts';

/** An artifact of the newest run of a pipeline that has made it; undefined where none has. */
export async function findArtifact(
  db: Queryable,
  { dataset, pipeline, step, name }: { dataset: string; pipeline: string; step: string; name: string },
): Promise<ArtifactRef | undefined> {
  const { rows } = await db.query<{ artifact: unknown }>(
    `select run_steps.artifacts -> $4 as artifact
     from run_steps join runs using (run_id)
     where runs.dataset = $1 and runs.pipeline = $2 and step = $3 and run_steps.state = 'done'
       and run_steps.artifacts ? $4
     order by run_steps.ended_at desc limit 1`,
    [dataset, pipeline, step, name],
  );
  return rows[0] === undefined ? undefined : ArtifactRef.parse(rows[0].artifact);
}
