import { expect, it } from 'vitest';
import type { CleaningCounts } from '../../../../sql/affiliate/marts/cleaning_counts.ts';
import { buildTable, event, type RawRows } from '../open-source.ts';
import { shopAsOf } from '../shop-source.ts';

const at = { cust: 'M1', cop_c: 'A01', at: '2021-03-01 10', buy_am: 5 };
const often = Array.from({ length: 400 }, (_, place) =>
  event({ ...at, at: `2021-04-${10 + (place % 19)} ${10 + (place % 11)}` }),
);
/** One or more rows of every kind of dirt. */
const dirt: RawRows = {
  demographics: [
    { cust: 'M1', ma_fem_dv: '여성', ages: '30대', zon_hlv: 'Z01' },
    { cust: 'M2', ages: '30대', zon_hlv: 'Z01' }, // gender unknown; never buys
    { cust: 'M3', ma_fem_dv: '여성' }, // age and zone unknown; only returns
  ],
  products: [
    { pd_c: 'PD0001', clac_hlv_nm: '과일' },
    { pd_c: 'PD0002' }, // no category; never bought
  ],
  branches: [
    { br_c: 'A010001', cop_c: 'A01' },
    { br_c: 'A010002', cop_c: 'A01' }, // never used
    { br_c: 'D010001', cop_c: 'D01' },
  ],
  purchases: [
    ...often,
    event({ ...at, rct_no: 'R1' }),
    event({ ...at, rct_no: 'R1' }), // merged
    event({ ...at, rct_no: 'R1' }), // merged
    event({ ...at, buy_ct: 0 }),
    event({ ...at, buy_ct: -1 }), // units of the other sign
    event({ ...at, cust: 'M3', buy_am: -5, buy_ct: -1 }), // returned
    event({ ...at, online: true }), // no branch
    event({ ...at, br_c: 'A019999' }), // no such branch
    event({ ...at, pd_c: 'PD0009' }), // no such product
    event({ ...at, cust: 'M9' }), // no such customer
    event({ ...at, at: '1999-03-01 10' }), // before the period
    event({ ...at, at: '2021-08-01 00' }), // after $as_of
  ],
  visits: [
    event({ ...at, cop_c: 'D01', rct_no: 'V1' }),
    event({ ...at, cop_c: 'D01', rct_no: 'V1' }), // merged
    event({ ...at, cop_c: 'D01', buy_am: -5 }), // returned
    { ...event({ ...at, cop_c: 'D01' }), vst_dt: '2021-03-05' }, // used later
    event({ ...at, cop_c: 'D01', br_c: null }), // no branch
    event({ ...at, cop_c: 'D01', br_c: 'D019999' }), // no such branch
    event({ ...at, cop_c: 'D01', cust: 'M9' }), // no such customer
    event({ ...at, cop_c: 'D01', at: '1999-03-01 10' }), // before the period
    event({ ...at, cop_c: 'D01', at: '2021-08-01 00' }), // after $as_of
  ],
  payments: [
    event({ ...at, rct_no: 'P1', buy_am: 7.5 }),
    event({ ...at, rct_no: 'P1', buy_am: 7.5 }), // merged: 15, which is what R1 is
    event({ ...at, buy_am: -1 }), // refunded; of another amount than any receipt of its hour
    event({ ...at, buy_am: 6 }), // the same
    event({ ...at, at: '2021-03-01 11' }), // nothing is bought in this hour
    event({ ...at, cop_c: 'L00' }), // nothing is ever seen there
    event({ ...at, cust: 'M9' }), // no such customer
    event({ ...at, at: '1999-03-01 10' }), // before the period
    event({ ...at, at: '2021-08-01 00' }), // after $as_of
  ],
};

it('counts every kind of dirt', async () => {
  const rows = await buildTable<CleaningCounts>('marts.cleaning_counts', dirt, shopAsOf);
  expect(Object.fromEntries(rows.map((row) => [row.kind, row.occurrences]))).toEqual({
    customers_of_unknown_gender: 1,
    customers_of_unknown_age: 1,
    customers_of_unknown_zone: 1,
    customers_without_purchase: 2,
    products_without_category: 1,
    products_added: 1,
    products_never_bought: 1,
    dummy_branches_added: 2,
    unknown_branches_added: 2,
    branches_never_used: 1,
    purchase_lines_merged: 2,
    purchase_lines_returned: 1,
    purchase_lines_without_units: 1,
    purchase_lines_of_contrary_units: 1,
    purchase_lines_without_branch: 1,
    purchase_lines_of_unknown_branches: 1,
    purchase_lines_of_unknown_products: 1,
    purchase_lines_of_unknown_customers: 1,
    purchase_lines_before_period: 1,
    purchase_lines_after_as_of: 1,
    partner_receipts_merged: 1,
    partner_receipts_returned: 1,
    partner_receipts_used_on_another_day: 1,
    partner_receipts_without_branch: 1,
    partner_receipts_of_unknown_branches: 1,
    partner_receipts_of_unknown_customers: 1,
    partner_receipts_before_period: 1,
    partner_receipts_after_as_of: 1,
    payments_merged: 1,
    payments_refunded: 1,
    payments_of_unknown_customers: 1,
    payments_before_period: 1,
    payments_after_as_of: 1,
    payments_matched: 1,
    payments_of_another_amount: 2,
    payments_without_receipt: 1,
    payments_where_no_receipts_are_kept: 1,
  });
});

it('matches no payment where the extracts are independent', async () => {
  const params = { ...shopAsOf, extracts_overlap: false };
  const rows = await buildTable<CleaningCounts>('marts.cleaning_counts', dirt, params);
  const counts = Object.fromEntries(rows.map((row) => [row.kind, row.occurrences]));
  expect(counts).toMatchObject({ payments_matched: 0, payments_of_another_amount: 3 });
});

it('has 0 for what did not occur', async () => {
  const rows = await buildTable<CleaningCounts>('marts.cleaning_counts', {}, shopAsOf);
  expect(rows).toHaveLength(37);
  expect(rows.filter((row) => row.occurrences !== 0)).toEqual([]);
});
