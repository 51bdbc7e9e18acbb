import { join } from 'node:path';
import { addDays } from '../models/days.ts';
import type { DuckDBSession } from '../platform/duckdb/session.ts';
import { generateSample } from '../sample/index.ts';
import type { PlantedWorld, WorldOptions } from './planted-world.ts';

const FIRST = '2021-12-09';
const LATER = addDays(FIRST, 17);
/** Tables that name a customer in each row. */
const OF_CUSTOMERS = [
  'trial_register',
  'trial_payment',
  'trial_access_log',
  'trial_visit_info',
  'customer_contact',
];
/** So many times as many are drawn as are kept: three years of 30,000 trials have 27 registrants a day. */
const DRAWN = 25;
/** The week whose registrants are all kept: that of the first night. */
const WEEK = { from: addDays(FIRST, -7), until: FIRST };

/** Trials of a company whose week before the first night was a campaign: treated customers pay who would not have. */
export const PLANTED_PAYMENTS: PlantedWorld = {
  pipeline: 'trial-conversion',
  first: FIRST,
  later: LATER,
  outcome: 'paid',
  async generate(session, { directory, customers, seed }) {
    await generateSample({
      ...{ pipeline: 'trial-conversion', directory, customers: DRAWN * customers, profile: 'demo', seed },
      paidAt: true,
    });
    await thinOut(session, { directory, customers, seed });
  },
  async plant(session, directory) {
    const path = join(directory, 'trial_payment.csv');
    await session.run(
      `create or replace table payments as select * from read_csv($path, all_varchar = true)`,
      { path },
    );
    await session.run(
      `create or replace table moved as
       select customer_id, strftime(day, '%Y-%m-%d') || ' 12:00:00' as paid_at from drawn
       where not exists (
         select 1 from payments
         where user_id = customer_id and is_payment = '1' and paid_at::timestamp >= since
           and paid_at::timestamp < until
       )`,
    );
    await session.run(
      `copy (
         select * from payments where user_id not in (select customer_id from moved)
         union all select customer_id, '1', paid_at from moved
       ) to $path (header)`,
      { path },
    );
  },
};

/** Keep one in `DRAWN` of all customers, and everybody who applied in the week. */
async function thinOut(session: DuckDBSession, { directory, seed }: WorldOptions): Promise<void> {
  const pathOf = (table: string) => join(directory, `${table}.csv`);
  await session.run(
    `create or replace table kept as
     select distinct user_id from read_csv($path, all_varchar = true)
     where hash(user_id, $seed::integer) % $drawn::integer = 0
       or (timestamp::timestamp >= $from::timestamp and timestamp::timestamp < $until::timestamp)`,
    { path: pathOf('trial_register'), seed, drawn: DRAWN, ...WEEK },
  );
  for (const table of OF_CUSTOMERS) {
    const path = pathOf(table);
    await session.run(
      `create or replace table thinned as
       select rows.* from read_csv($path, all_varchar = true) as rows join kept using (user_id)`,
      { path },
    );
    await session.run('copy thinned to $path (header)', { path });
  }
}
