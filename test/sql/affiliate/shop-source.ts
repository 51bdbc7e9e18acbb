import type { SqlParams } from '../../../platform/duckdb/bind-params.ts';
import { event, type RawRows } from './open-source.ts';

/** The day every expectation about `shopSource` is stated for. */
export const shopAsOf: SqlParams = { as_of: { date: '2021-08-01' }, extracts_overlap: true };

/**
 * A source small enough to count by hand. The first event is on 2021-01-05, so the cuts are the first of
 * May, June and July, and $as_of; the 60 days of May and June are over by then.
 * - M1 uses A01 twice, then D01, then A02 and C01 in one hour
 * - M2's only visit is in the hour that June begins
 * - M3 never buys
 * - M5 comes 90 days before the cut of June, and to a second affiliate 60 days after that of May
 * - M9 is not registered
 */
export const shopSource: RawRows = {
  demographics: [
    { cust: 'M1', ma_fem_dv: '여성', ages: '30대', zon_hlv: 'Z01' },
    { cust: 'M2', ma_fem_dv: '남성', ages: '70대', zon_hlv: 'Z17' },
    { cust: 'M3' },
    { cust: 'M5', ma_fem_dv: '여성', ages: '20대', zon_hlv: 'Z01' },
  ],
  products: [{ pd_c: 'PD0001', pd_nm: '사과', clac_hlv_nm: '과일', clac_mcls_nm: '국산과일' }],
  branches: [
    { br_c: 'A010001', cop_c: 'A01', zon_hlv: 'Z01', zon_mcls: 'Z01001' },
    { br_c: 'A010002', cop_c: 'A01', zon_hlv: 'Z17', zon_mcls: 'Z17001' },
    { br_c: 'E010001', cop_c: 'E01', zon_hlv: 'Z17', zon_mcls: 'Z17001' },
  ],
  purchases: [
    event({ cust: 'M1', cop_c: 'A01', at: '2021-01-05 10', buy_am: 100.1, rct_no: 'R-A' }),
    // The same line again: one line with the sum of both.
    event({ cust: 'M1', cop_c: 'A01', at: '2021-01-05 10', buy_am: 49.9, rct_no: 'R-A' }),
    event({ cust: 'M1', cop_c: 'A01', at: '2021-01-15 11', buy_am: 30 }),
    event({ cust: 'M1', cop_c: 'A02', at: '2021-06-20 09', buy_am: 5 }),
    event({ cust: 'M2', cop_c: 'A01', at: '2021-06-01 00', buy_am: 8 }),
    event({ cust: 'M5', cop_c: 'A01', at: '2021-03-03 12', buy_am: 7 }),
    event({ cust: 'M9', cop_c: 'A06', at: '2021-03-01 12', buy_am: 1000 }),
    // On the day of $as_of: not known yet.
    event({ cust: 'M1', cop_c: 'A05', at: '2021-08-01 00', buy_am: 900 }),
  ],
  visits: [
    event({ cust: 'M1', cop_c: 'D01', at: '2021-05-10 15', buy_am: 20, online: true }),
    event({ cust: 'M1', cop_c: 'C01', at: '2021-06-20 09', buy_am: 6 }),
    event({ cust: 'M5', cop_c: 'B01', at: '2021-06-30 00', buy_am: 3 }),
  ],
  // Pays for the two lines of the same hour.
  payments: [event({ cust: 'M1', cop_c: 'A01', at: '2021-01-05 10', buy_am: 150 })],
};
