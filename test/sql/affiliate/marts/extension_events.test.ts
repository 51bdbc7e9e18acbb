import { describe, expect, it } from 'vitest';
import type { ExtensionEvents } from '../../../../sql/affiliate/marts/extension_events.ts';
import type { OpenRuns } from '../../../../sql/affiliate/marts/open_runs.ts';
import { buildTable, event, type RawRows } from '../open-source.ts';

const params = { as_of: { date: '2021-08-01' }, extracts_overlap: true };

/** Visits of one customer: `A01`, on one day after the other at 12 o'clock, or `A01+B01`, in one hour. */
function walk(cust: string, path: string): object[] {
  return path
    .split(' ')
    .flatMap((codes, day) =>
      codes
        .split('+')
        .map((cop_c) =>
          event({ cust, cop_c, at: `2021-03-${String(day + 1).padStart(2, '0')} 12`, buy_am: 10 }),
        ),
    );
}

const sourceOf = (walks: Readonly<Record<string, string>>): RawRows => ({
  demographics: Object.keys(walks).map((cust) => ({ cust })),
  purchases: Object.entries(walks).flatMap(([cust, path]) => walk(cust, path)),
});
const readEvents = (source: RawRows, as = params) =>
  buildTable<ExtensionEvents>('marts.extension_events', source, as);
const readOpenRuns = (source: RawRows, as = params) => buildTable<OpenRuns>('marts.open_runs', source, as);

/** `A01>A02`: the affiliates of the run that was left, and those it was left for. */
async function chainOf(path: string): Promise<string[]> {
  const events = await readEvents(sourceOf({ M1: path }));
  return events.map(
    ({ run_affiliates, next_affiliates }) => `${run_affiliates.join('+')}>${next_affiliates.join('+')}`,
  );
}

describe('the chain of first uses', () => {
  it.each([
    ['the specification’s example', 'A01 A02 A03 A02 A05', ['A01>A02', 'A02>A03']],
    ['several visits in one run', 'A01 A01 A02 A02 A03', ['A01>A02', 'A02>A03']],
    ['a return at once', 'A01 A02 A01 A03', ['A01>A02']],
    ['one affiliate only', 'A01 A01 A01', []],
    ['a tie: a set, in no order', 'A01 A03+A02 A04', ['A01>A02+A03', 'A02+A03>A04']],
    ['a tie at the start: its affiliates are one run', 'A01+B01 B01 A01 C01', ['A01+B01>C01']],
    ['nothing but a tie at the start', 'A01+B01 B01 A01', []],
    ['the run goes on in the hour it is left', 'A01 A01+A02 A03', ['A01>A02', 'A02>A03']],
    [
      'a return in the hour of a first use: that one counts, none after it',
      'A01 A02 A01+A03 A04',
      ['A01>A02', 'A02>A03'],
    ],
    ['going back to a tied affiliate after another one', 'A01+A02 A03 A02 A04', ['A01+A02>A03']],
  ])('%s', async (_, path, chain) => {
    expect(await chainOf(path)).toEqual(chain);
  });
});

describe('an event', () => {
  it('knows the run and all counts before its hour, and nothing of it or after it', async () => {
    const source: RawRows = {
      demographics: [{ cust: 'M1', ma_fem_dv: '여성', ages: '30대', zon_hlv: 'Z01' }],
      products: [
        { pd_c: 'PD0001', pd_nm: '사과', clac_hlv_nm: '과일', clac_mcls_nm: '국산과일' },
        { pd_c: 'PD0002', pd_nm: '배', clac_hlv_nm: '과일', clac_mcls_nm: '수입과일' },
        { pd_c: 'PD0009', pd_nm: '책상', clac_hlv_nm: '가구', clac_mcls_nm: '서재가구' },
      ],
      purchases: [
        // Most lines are of PD0001; by the alphabet PD0009 would be the greatest.
        event({ cust: 'M1', cop_c: 'A01', at: '2021-03-01 10', buy_am: 10, br_c: 'A010007' }),
        event({ cust: 'M1', cop_c: 'A01', at: '2021-03-01 11', buy_am: 20, pd_c: 'PD0009', online: true }),
        event({ cust: 'M1', cop_c: 'A01', at: '2021-03-09 10', buy_am: 30, br_c: 'A010007', rct_no: 'R1' }),
        event({
          cust: 'M1',
          cop_c: 'A01',
          at: '2021-03-09 10',
          buy_am: 12,
          pd_c: 'PD0002',
          br_c: 'A010007',
          rct_no: 'R1',
        }),
        event({ cust: 'M1', cop_c: 'A03', at: '2021-03-20 10', buy_am: 7 }),
        event({ cust: 'M1', cop_c: 'A03', at: '2021-03-20 15', buy_am: 8 }),
        // In the hour of the event: not known.
        event({ cust: 'M1', cop_c: 'A01', at: '2021-03-20 10', buy_am: 999 }),
      ],
      visits: [event({ cust: 'M1', cop_c: 'D01', at: '2021-04-02 18', buy_am: 5 })],
      payments: [event({ cust: 'M1', cop_c: 'A01', at: '2021-03-09 10', buy_am: 42 })],
    };
    const [first, second, ...others] = await readEvents(source);
    expect(others).toEqual([]);
    expect(first).toEqual({
      customer_id: 'M1',
      event_number: 1,
      run_started_on: '2021-03-01',
      current_affiliate: 'A01',
      run_affiliates: ['A01'],
      used_affiliates: ['A01'],
      visits_by_affiliate: [3, 0, 0], // A01 A03 D01
      run_visits: 3,
      online_share: 1 / 3,
      has_payment: true,
      mean_gap_days: 4, // 1 to 9 March, three visits
      mean_visit_amount: 24,
      top_product: 'PD0001',
      top_category: '과일',
      top_subcategory: '국산과일',
      top_branch: 'A010007',
      gender: 'female',
      age_band: '30s',
      home_zone: 'Z01',
      extended_on: '2021-03-20',
      extended_hour: 10,
      next_affiliates: ['A03'],
    });
    expect(second).toMatchObject({
      event_number: 2,
      current_affiliate: 'A03',
      used_affiliates: ['A01', 'A03'],
      visits_by_affiliate: [4, 2, 0],
      run_visits: 2,
      has_payment: false,
      mean_gap_days: 0,
      mean_visit_amount: 7.5,
      next_affiliates: ['D01'],
    });
  });

  it('is the same when it is built on the day after it: later rows say nothing of it', async () => {
    const source = sourceOf({ M1: 'A01 A01 A02 A03 A01', M2: 'A02 B01 B01' });
    const later = await readEvents(source);
    const then = await readEvents(source, { ...params, as_of: { date: '2021-03-04' } });
    const known = later.filter(({ extended_on }) => extended_on < '2021-03-04');
    const shorten = ({ visits_by_affiliate, ...row }: ExtensionEvents) => ({
      ...row,
      visits: visits_by_affiliate.filter((visits) => visits > 0),
    });
    expect(then.map(shorten)).toEqual(known.map(shorten));
    expect(then).toHaveLength(2);
  });

  it('has no count of its own label, in any row of a long chain', async () => {
    const events = await readEvents(sourceOf({ M1: 'A01 A02 A02 B01 C01 D01+E01', M2: 'C01 C01 A01 B01' }));
    const codes = ['A01', 'A02', 'B01', 'C01', 'D01', 'E01'];
    expect(events).toHaveLength(6);
    for (const { next_affiliates, used_affiliates, visits_by_affiliate } of events) {
      expect(codes.filter((_, place) => visits_by_affiliate[place]! > 0)).toEqual(used_affiliates);
      expect(next_affiliates.filter((code) => used_affiliates.includes(code))).toEqual([]);
    }
  });

  it('takes the last of two equally frequent products, not the alphabet’s', async () => {
    const source: RawRows = {
      demographics: [{ cust: 'M1' }],
      purchases: [
        event({ cust: 'M1', cop_c: 'A01', at: '2021-03-01 10', buy_am: 1, pd_c: 'PD0900' }),
        event({ cust: 'M1', cop_c: 'A01', at: '2021-03-02 10', buy_am: 1, pd_c: 'PD0100' }),
        event({ cust: 'M1', cop_c: 'A02', at: '2021-03-03 10', buy_am: 1 }),
      ],
    };
    expect((await readEvents(source))[0]).toMatchObject({ top_product: 'PD0100', mean_gap_days: 1 });
  });
});

describe('an open run', () => {
  it('is there for who has never gone back: of one affiliate, of a tie, or at the newest', async () => {
    const open = await readOpenRuns(
      sourceOf({ M1: 'A01 A01', M2: 'A01+B01', M3: 'A01 A02 C01', M4: 'A01 A02 A01' }),
    );
    expect(open.map((run) => [run.customer_id, run.run_number, run.run_affiliates.join('+')])).toEqual([
      ['M1', 1, 'A01'],
      ['M2', 1, 'A01+B01'],
      ['M3', 3, 'C01'],
    ]);
  });

  it('has what an event of the same run would have: nothing is served that was not taught', async () => {
    const source = sourceOf({ M1: 'A01 A01 A02', M2: 'B01 B01+A01 D01' });
    const events = await readEvents(source);
    const open = await readOpenRuns(source, { ...params, as_of: { date: '2021-03-03' } });
    const ofM1 = events.find(({ customer_id }) => customer_id === 'M1')!;
    const { event_number, extended_on: _on, extended_hour: _hour, next_affiliates: _next, ...run } = ofM1;
    // Affiliates of later days are not known yet: they have no column.
    expect(open.find(({ customer_id }) => customer_id === 'M1')).toEqual({
      ...run,
      run_number: event_number,
      visits_by_affiliate: [2, 0],
    });
  });
});
