import { describe, expect, it } from 'vitest';
import { buildTable, event, type RawRows } from '../open-source.ts';

const params = { as_of: { date: '2021-02-01' }, extracts_overlap: true };
const at = { cust: 'M1', cop_c: 'A01', at: '2021-01-05 12' };

/** Which payment was found to be for which receipt. */
async function match(rows: RawRows, extractsOverlap = true): Promise<unknown[][]> {
  const matches = await buildTable<Record<string, unknown>>(
    'intermediate.int_payment_matches',
    { demographics: [{ cust: 'M1' }, { cust: 'M2' }], ...rows },
    { ...params, extracts_overlap: extractsOverlap },
  );
  return matches.map((row) => [row.payment_id, row.paid_stream, row.paid_receipt_id, row.amount]);
}

describe('a payment', () => {
  const receipt = [
    event({ ...at, rct_no: 'R1', buy_am: 10 }),
    event({ ...at, rct_no: 'R1', pd_c: 'PD0002', buy_am: 15.5 }),
  ];

  it('is for a receipt of its total, not for a line of its amount', async () => {
    const payments = [
      event({ ...at, rct_no: 'P1', buy_am: 25.5 }),
      event({ ...at, rct_no: 'P2', buy_am: 10 }),
    ];
    expect(await match({ purchases: receipt, payments })).toEqual([['P1', 'purchase', 'R1', 25.5]]);
  });

  it('is for one receipt, and a receipt is paid once', async () => {
    const payments = ['P1', 'P2', 'P3'].map((rct_no) => event({ ...at, rct_no, buy_am: 8 }));
    const purchases = ['R1', 'R2'].map((rct_no) => event({ ...at, rct_no, buy_am: 8 }));
    expect(await match({ purchases, payments })).toEqual([
      ['P1', 'purchase', 'R1', 8],
      ['P2', 'purchase', 'R2', 8],
    ]);
  });

  it('may be for a partner receipt', async () => {
    const visits = [event({ ...at, cop_c: 'D01', rct_no: 'V1', buy_am: 8 })];
    const payments = [event({ ...at, cop_c: 'D01', rct_no: 'P1', buy_am: 8 })];
    expect(await match({ visits, payments })).toEqual([['P1', 'partner_visit', 'V1', 8]]);
  });

  it.each([
    ['customer', { cust: 'M2' }],
    ['affiliate', { cop_c: 'A02' }],
    ['hour', { at: '2021-01-05 13' }],
    ['channel', { online: true }],
    ['total', { buy_am: 25.4 }],
  ])('of another %s is for something else', async (_, other) => {
    const payments = [event({ ...at, rct_no: 'P1', buy_am: 25.5, ...other })];
    expect(await match({ purchases: receipt, payments })).toEqual([]);
  });

  it('is matched with nothing where the extracts are independent', async () => {
    const payments = [event({ ...at, rct_no: 'P1', buy_am: 25.5 })];
    expect(await match({ purchases: receipt, payments }, false)).toEqual([]);
  });
});

it('a refund is for a return', async () => {
  const purchases = [event({ ...at, rct_no: 'R1', buy_am: -8 })];
  const payments = [event({ ...at, rct_no: 'P1', buy_am: -8 })];
  expect(await match({ purchases, payments })).toEqual([['P1', 'purchase', 'R1', -8]]);
});
