import { expect, it, onTestFinished } from 'vitest';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { affiliateProject, event, openSource, type RawRows } from './open-source.ts';

async function buildStaging(model: string, rows: RawRows) {
  const session = await openSource(rows);
  onTestFinished(() => session.close());
  await buildModels(session, await affiliateProject(), { targets: [`staging.${model}`], params: {} });
  return session.rows<object>(`from staging.${model} order by all`);
}

it('names genders and ages in English, keeps other codes, and says unknown for what is missing', async () => {
  const demographics = [
    { cust: 'M1', ma_fem_dv: '여성', ages: '20대', zon_hlv: 'Z01' },
    { cust: 'M2', ma_fem_dv: '남성', ages: '70대' },
    { cust: 'M3', ma_fem_dv: 'X', ages: '35-44', zon_hlv: 'north' },
    { cust: 'M4' },
  ];
  expect(await buildStaging('stg_customers', { demographics })).toEqual([
    { customer_id: 'M1', gender: 'female', age_band: '20s', home_zone: 'Z01' },
    { customer_id: 'M2', gender: 'male', age_band: '70s', home_zone: 'unknown' },
    { customer_id: 'M3', gender: 'X', age_band: '35-44', home_zone: 'north' },
    { customer_id: 'M4', gender: 'unknown', age_band: 'unknown', home_zone: 'unknown' },
  ]);
});

it('merges purchase lines that are alike, and gives online lines the dummy branch', async () => {
  const line = { cust: 'M1', cop_c: 'A02', at: '2021-01-05 23', rct_no: 'R1' };
  const purchases = [
    event({ ...line, buy_am: 0.1 }),
    event({ ...line, buy_am: 0.2 }),
    event({ ...line, buy_am: 5, online: true }),
  ];
  const shared = {
    customer_id: 'M1',
    receipt_id: 'R1',
    affiliate_code: 'A02',
    product_code: 'PD0001',
    purchased_at: '2021-01-05 23:00:00',
    is_return: false,
  };
  expect(await buildStaging('stg_purchases', { purchases })).toEqual([
    { ...shared, branch_code: 'A0200000', is_online: true, amount: 5, units: 1, raw_rows: 1 },
    { ...shared, branch_code: 'A020001', is_online: false, amount: 0.3, units: 2, raw_rows: 2 },
  ]);
});

it('takes the day of payment for a visit without a day', async () => {
  const visit = event({
    cust: 'M1',
    cop_c: 'E01',
    at: '2021-01-05 00',
    rct_no: 'R1',
    buy_am: 9,
    online: true,
  });
  expect(await buildStaging('stg_partner_visits', { visits: [{ ...visit, vst_dt: null }] })).toEqual([
    {
      customer_id: 'M1',
      receipt_id: 'R1',
      affiliate_code: 'E01',
      branch_code: 'E0100000',
      is_online: true,
      purchased_at: '2021-01-05 00:00:00',
      visited_on: '2021-01-05',
      is_return: false,
      amount: 9,
      raw_rows: 1,
    },
  ]);
});

it('keeps what was returned apart from what was bought on the same receipt', async () => {
  const line = { cust: 'M1', cop_c: 'A02', at: '2021-01-05 23', rct_no: 'R1' };
  const purchases = [event({ ...line, buy_am: 8 }), event({ ...line, buy_am: -8, buy_ct: -1 })];
  expect(await buildStaging('stg_purchases', { purchases })).toMatchObject([
    { is_return: false, amount: 8, units: 1 },
    { is_return: true, amount: -8, units: -1 },
  ]);
  expect(await buildStaging('stg_payments', { payments: purchases })).toMatchObject([
    { is_return: false, amount: 8 },
    { is_return: true, amount: -8 },
  ]);
});
