import type { ChangeCauses } from '../../models/publishing/publication-diff.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { readOffers } from './read-offers.ts';

/** Paths of strategies: what is live, what would be, and what tonight's rules make of other data and models. */
export interface Replanned {
  before: string;
  after: string;
  /** Of the data and models of what is live. */
  old: string;
  /** Of tonight's data and the models of what is live, and the other way round. */
  newData: string;
  newModel: string;
}

/**
 * Tell each customer whose offer differs between what is live and what would be to one of five causes. By tonight's rules
 * the offer goes from that of the old data and models to the new one: where these are the same, the rules changed it.
 */
export async function countCauses(session: DuckDBSession, paths: Replanned): Promise<ChangeCauses> {
  const { before, after, old, newData, newModel } = paths;
  const [causes] = await session.rows<ChangeCauses>(
    `with live as (${readOffers('$before')}), planned as (${readOffers('$after')}),
       kept as (${readOffers('$old')}), by_data as (${readOffers('$new_data')}), by_model as (${readOffers('$new_model')}),
     changed as (
       select customer_id, planned.offers as new
       from live full join planned using (customer_id) where live.offers is distinct from planned.offers
     ),
     moved as (
       select kept.offers is distinct from changed.new as by_any, by_data.offers is distinct from kept.offers as by_data,
         by_model.offers is distinct from kept.offers as by_model
       from changed left join kept using (customer_id) left join by_data using (customer_id)
         left join by_model using (customer_id)
     )
     select (count(*) filter (by_any and by_data and not by_model))::integer as "dataOnly",
       (count(*) filter (by_any and by_model and not by_data))::integer as "modelOnly",
       (count(*) filter (by_any and by_data and by_model))::integer as "eitherAlone",
       (count(*) filter (by_any and not by_data and not by_model))::integer as "bothNeeded",
       (count(*) filter (not by_any))::integer as "rulesOrSuppression"
     from moved`,
    { before, after, old, new_data: newData, new_model: newModel },
  );
  return causes!;
}
