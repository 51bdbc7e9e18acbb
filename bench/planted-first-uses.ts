import { join } from 'node:path';
import { addDays } from '../models/days.ts';
import { generateSample } from '../sample/index.ts';
import type { PlantedWorld } from './planted-world.ts';

const FIRST = '2021-10-15';
const LATER = addDays(FIRST, 60);
const PARTNER_VISITS = 'LPOINT_BIG_COMP_03_COP_U.csv';
/** Tables whose rows are uses of an affiliate. */
const USES = ['LPOINT_BIG_COMP_02_PDDE.csv', PARTNER_VISITS, 'LPOINT_BIG_COMP_06_LPAY.csv'];

/** A loyalty programme: treated customers go to a partner that they never went to, and would not have. */
export const PLANTED_FIRST_USES: PlantedWorld = {
  pipeline: 'affiliate-expansion',
  first: FIRST,
  later: LATER,
  outcome: 'used_new_affiliate',
  async generate(_, { directory, customers, seed }) {
    await generateSample({ pipeline: 'affiliate-expansion', directory, customers, profile: 'demo', seed });
  },
  async plant(session, directory) {
    await session.run(
      `create or replace table uses as
       select cust, cop_c, min(strptime(de_dt, '%Y%m%d')::date) as first_used_on
       from read_csv($paths, all_varchar = true, union_by_name = true) group by all`,
      { paths: USES.map((name) => join(directory, name)) },
    );
    const path = join(directory, PARTNER_VISITS);
    await session.run(
      'create or replace table partner_visits as select * from read_csv($path, all_varchar = true)',
      { path },
    );
    // A visit that somebody else made tells branch, hour and amount.
    await session.run(
      `create or replace table moved as
       with models as (select * from partner_visits qualify row_number() over (partition by cop_c order by rct_no) = 1)
       select drawn.customer_id, drawn.day, models.*
       from drawn cross join models
       where not exists (
           select 1 from uses where cust = customer_id and first_used_on >= since and first_used_on < until
         )
         and not exists (select 1 from uses where cust = customer_id and uses.cop_c = models.cop_c)
       qualify row_number() over (partition by customer_id order by hash(customer_id, models.cop_c)) = 1`,
    );
    await session.run(
      `copy (
         select * from partner_visits
         union all
         select * exclude (customer_id, day) replace (
           customer_id as cust, 'P' || customer_id as rct_no, strftime(day, '%Y%m%d') as de_dt,
           strftime(day, '%Y%m%d') as vst_dt
         ) from moved
       ) to $path (header)`,
      { path },
    );
  },
};
