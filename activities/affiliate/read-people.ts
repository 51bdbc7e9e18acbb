import type { ProfileInputs } from '../../models/segments/profile-segments.ts';
import { listsOf, numbersOf, stringsOf } from '../../platform/duckdb/column-table.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';

/** Every registered customer as segments see them, in order of their id. */
export type People = Omit<ProfileInputs, 'segments'>;

/** Read `customers` and `affiliates`; their figures are of the year before the as-of. */
export async function readPeople(
  session: DuckDBSession,
  { customers, affiliates }: { customers: string; affiliates: string },
): Promise<People> {
  const codes = await session.columns(
    'select affiliate_code from read_parquet($affiliates) order by affiliate_index',
    { affiliates },
  );
  const people = await session.columns(
    `select customer_id, gender, age_band, annual_retail_purchases, annual_partner_purchases, annual_payments,
       annual_online_share, annual_amount, annual_payment_amount, recency_days, formula_lifetime_value,
       annual_purchases_by_affiliate
     from read_parquet($customers) order by customer_id`,
    { customers },
  );
  return {
    activity: {
      customers: stringsOf(people, 'customer_id').map(String),
      affiliates: stringsOf(codes, 'affiliate_code').map(String),
      // Lists of one length, one after the other: row-major as they come.
      rowsByAffiliate: listsOf(people, 'annual_purchases_by_affiliate').values as Int32Array,
      retailRows: numbersOf(people, 'annual_retail_purchases'),
      partnerRows: numbersOf(people, 'annual_partner_purchases'),
      payments: numbersOf(people, 'annual_payments'),
      onlineShare: numbersOf(people, 'annual_online_share'),
    },
    genders: stringsOf(people, 'gender'),
    ageBands: stringsOf(people, 'age_band'),
    annualAmount: numbersOf(people, 'annual_amount'),
    paymentAmount: numbersOf(people, 'annual_payment_amount'),
    recencyDays: numbersOf(people, 'recency_days'),
    lifetimeValue: numbersOf(people, 'formula_lifetime_value'),
  };
}
