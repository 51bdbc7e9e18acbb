import { expect, it } from 'vitest';
import type { CustomerAffiliates } from '../../../../sql/affiliate/marts/customer_affiliates.ts';
import { buildTable, event, type RawRows } from '../open-source.ts';
import { shopAsOf } from '../shop-source.ts';

const at = { cust: 'M1', cop_c: 'A01' };
const source: RawRows = {
  demographics: [{ cust: 'M1' }],
  purchases: [
    event({ ...at, at: '2020-03-01 10', buy_am: 9 }), // before the year
    event({ ...at, at: '2021-03-01 10', rct_no: 'R1', buy_am: 10 }),
    event({ ...at, at: '2021-03-01 10', rct_no: 'R1', pd_c: 'PD0002', buy_am: 15 }),
    event({ ...at, at: '2021-03-02 10', buy_am: -10, buy_ct: -1 }),
    event({ ...at, cop_c: 'A02', at: '2021-03-02 10', buy_am: -1, buy_ct: -1 }), // never used
  ],
  visits: [event({ ...at, cop_c: 'D01', at: '2021-05-01 10', buy_am: 4 })],
  payments: [
    event({ ...at, at: '2021-03-01 10', buy_am: 25 }), // for R1
    event({ ...at, cop_c: 'D01', at: '2021-05-02 10', buy_am: 6 }),
  ],
};

it('has one row per affiliate used, with what is known of it', async () => {
  expect(await buildTable<CustomerAffiliates>('marts.customer_affiliates', source, shopAsOf)).toEqual([
    {
      customer_id: 'M1',
      affiliate_code: 'A01',
      is_retail: true,
      first_used_on: '2020-03-01',
      last_used_on: '2021-03-01',
      visits: 2,
      annual_purchases: 2,
      annual_payments: 1,
      annual_amount: 15,
    },
    {
      customer_id: 'M1',
      affiliate_code: 'D01',
      is_retail: false,
      first_used_on: '2021-05-01',
      last_used_on: '2021-05-02',
      visits: 2,
      annual_purchases: 2,
      annual_payments: 1,
      annual_amount: 10,
    },
  ]);
});
