import type { ArtifactRef } from '../../models/contracts/artifact.ts';
import type { Champion, ChampionScope } from '../../models/contracts/champion.ts';
import { type Database, inTransaction, type Queryable } from './database.ts';
import type { ModelRow } from './models.ts';

/** A row of `champions` with what it is of `models`. */
export interface ChampionRow extends ChampionScope, Pick<ModelRow, 'name' | 'recipe' | 'candidate'> {
  version: number;
  model_id: string;
  artifact: ArtifactRef;
  trained_until: string;
  as_of: string;
  run_id: string;
  actor: string;
  reason: string;
  approved_until: string | null;
  state: 'live' | 'replaced';
  since: Date;
}

/** What became of an attempt to move the pointer: it moved, or a later day's or another run's champion stands. */
export type Promotion = 'promoted' | 'older' | 'overtaken';

const SELECT = `select champions.*, models.name, models.recipe, models.candidate
  from champions join models using (model_id, dataset, pipeline, decision_point)`;

/** Champions of a scope, past and live, the newest first. */
export async function listChampions(db: Queryable, scope: Partial<ChampionScope>): Promise<ChampionRow[]> {
  const { rows } = await db.query<ChampionRow>(
    `${SELECT} where dataset = coalesce($1, dataset) and pipeline = coalesce($2, pipeline)
       and decision_point = coalesce($3, decision_point)
     order by pipeline, dataset, decision_point, version desc`,
    [scope.dataset ?? null, scope.pipeline ?? null, scope.decision_point ?? null],
  );
  return rows;
}

/** The live champion; undefined before the first. */
export async function findChampion(db: Queryable, scope: ChampionScope): Promise<ChampionRow | undefined> {
  const champions = await listChampions(db, scope);
  return champions.find(({ state }) => state === 'live');
}

/** The newest champion of a day before this one; undefined where there is none. */
export async function findChampionBefore(
  db: Queryable,
  scope: ChampionScope,
  asOf: string,
): Promise<ChampionRow | undefined> {
  const champions = await listChampions(db, scope);
  return champions.find(({ as_of }) => as_of < asOf);
}

/** What moving the pointer needs to know. */
export type ChampionDraft = Pick<
  ChampionRow,
  | keyof ChampionScope
  | 'model_id'
  | 'artifact'
  | 'trained_until'
  | 'as_of'
  | 'run_id'
  | 'actor'
  | 'reason'
  | 'approved_until'
>;

/**
 * Make a model the champion, in one transaction; repeating it changes nothing.
 * @param expected version of the champion that the caller compared with; null: it saw none
 */
export async function promoteModel(
  database: Database,
  draft: ChampionDraft,
  expected: number | null,
): Promise<Promotion> {
  return inTransaction(database, async (client) => {
    const { dataset, pipeline, decision_point } = draft;
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [
      `champions ${pipeline}/${dataset}/${decision_point}`,
    ]);
    const live = await findChampion(client, draft);
    if (live !== undefined && isSame(live, draft)) return 'promoted';
    if (live !== undefined && live.as_of > draft.as_of) return 'older';
    if ((live?.version ?? null) !== expected) return 'overtaken';
    await client.query(
      `update champions set state = 'replaced'
       where dataset = $1 and pipeline = $2 and decision_point = $3 and state = 'live'`,
      [dataset, pipeline, decision_point],
    );
    await client.query(
      `insert into champions (dataset, pipeline, decision_point, version, model_id, artifact, trained_until, as_of,
         run_id, actor, reason, approved_until, state)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'live')`,
      [
        dataset,
        pipeline,
        decision_point,
        (live?.version ?? 0) + 1,
        draft.model_id,
        JSON.stringify(draft.artifact),
        draft.trained_until,
        draft.as_of,
        draft.run_id,
        draft.actor,
        draft.reason,
        draft.approved_until,
      ],
    );
    return 'promoted';
  });
}

function isSame(live: ChampionRow, draft: ChampionDraft): boolean {
  return (
    live.model_id === draft.model_id &&
    live.artifact.digest === draft.artifact.digest &&
    live.approved_until === draft.approved_until
  );
}

/** A champion as a run goes on from it. */
export function toChampion(row: ChampionRow): Champion {
  return {
    version: row.version,
    name: row.name,
    recipe: row.recipe as Champion['recipe'],
    candidateDigest: row.candidate.digest,
    artifact: row.artifact,
    trainedUntil: row.trained_until,
    asOf: row.as_of,
    approvedUntil: row.approved_until,
  };
}
