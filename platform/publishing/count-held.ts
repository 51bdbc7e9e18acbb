import type { HeldModels } from '../../models/publishing/publication-diff.ts';
import type { DuckDBSession } from '../duckdb/session.ts';

/** Models that score though tonight's candidate was not released, as rows name them in their evidence. */
export interface HeldScorers {
  champions: readonly string[];
  standIns: readonly string[];
}

/** Paths of strategies, and of what was dropped for which reason; null where there is none. */
export interface HeldFiles {
  before: string | null;
  after: string;
  suppressed: string | null;
}

/** Names of the models that a row rests on, whatever its pipeline. */
const SCORERS = `list_filter(
  try_cast(evidence as json) ->> ['$.model', '$.affiliate.scorer.name', '$.recommender.name'], name -> name is not null
)`;

/** Count the rows that something else carries, and the customers whom nothing scores any more. */
export async function countHeld(
  session: DuckDBSession,
  { before, after, suppressed }: HeldFiles,
  { champions, standIns }: HeldScorers,
): Promise<HeldModels> {
  const [carried] = await session.rows<Pick<HeldModels, 'byChampion' | 'byStandIn'>>(
    `with resting as (select ${SCORERS} as scorers from read_parquet($after))
     select (count(*) filter (list_has_any(scorers, $champions::varchar[])))::integer as "byChampion",
       (count(*) filter (list_has_any(scorers, $stand_ins::varchar[])))::integer as "byStandIn"
     from resting`,
    { after, champions, stand_ins: standIns },
  );
  if (before === null || suppressed === null) return { ...carried!, withdrawn: null };
  const [gone] = await session.rows<{ customers: number }>(
    `select count(distinct customer_id)::integer as customers from read_parquet($before)
     where customer_id not in (select customer_id from read_parquet($after))
       and customer_id in (select customer_id from read_parquet($suppressed) where reason = 'model_held')`,
    { before, after, suppressed },
  );
  return { ...carried!, withdrawn: gone!.customers };
}
