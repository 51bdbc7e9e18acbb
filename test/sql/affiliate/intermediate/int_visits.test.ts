import { expect, it } from 'vitest';
import { buildTable, event, type RawRows } from '../open-source.ts';

const noon = { cust: 'M1', cop_c: 'A01', at: '2021-01-05 12' };
const source: RawRows = {
  demographics: [{ cust: 'M1' }],
  purchases: [
    event({ ...noon, rct_no: 'R1', buy_am: 10 }),
    event({ ...noon, rct_no: 'R1', pd_c: 'PD0002', buy_am: 15 }),
    event({ ...noon, rct_no: 'R2', buy_am: 20 }),
    event({ ...noon, online: true, buy_am: 1 }),
    event({ ...noon, at: '2021-01-05 13', buy_am: 2 }),
    event({ ...noon, at: '2021-01-05 14', buy_am: -4 }), // a return is no visit
  ],
  visits: [event({ ...noon, cop_c: 'D01', buy_am: 3 })],
  payments: [
    event({ ...noon, buy_am: 25 }), // paid for R1
    event({ ...noon, at: '2021-01-05 13', buy_am: 7 }), // for something that is not there
    event({ ...noon, cop_c: 'L00', buy_am: 4 }), // where no purchases are seen
  ],
};
const params = { as_of: { date: '2021-02-01' }, extracts_overlap: true };

/** Affiliate, hour, online, payment seen, purchases, payments, amount, paid. */
async function buildVisits(extractsOverlap: boolean): Promise<unknown[][]> {
  const rows = await buildTable<Record<string, unknown>>('intermediate.int_visits', source, {
    ...params,
    extracts_overlap: extractsOverlap,
  });
  return rows
    .map((row) => [
      row.affiliate_code,
      Number(String(row.happened_at).slice(11, 13)),
      row.is_online,
      row.has_payment,
      row.purchases,
      row.payments,
      row.amount,
      row.paid,
    ])
    .sort();
}

it('makes one visit of what happens at one affiliate, through one channel, within one hour', async () => {
  expect(await buildVisits(true)).toEqual([
    ['A01', 12, false, true, 3, 1, 45, 25], // the payment is for R1: 10 + 15 + 20
    ['A01', 12, true, false, 1, 0, 1, 0],
    ['A01', 13, false, true, 2, 1, 9, 7],
    ['D01', 12, false, false, 1, 0, 3, 0],
    ['L00', 12, false, true, 1, 1, 4, 4],
  ]);
});

it('adds every payment to the purchases where the extracts are independent', async () => {
  const [noonAtA01, ...others] = await buildVisits(false);
  expect(noonAtA01).toEqual(['A01', 12, false, true, 4, 1, 70, 25]);
  expect(others).toEqual((await buildVisits(true)).slice(1));
});
