import { expect, it, onTestFinished } from 'vitest';
import { buildModels } from '../../../../platform/sql/build-models.ts';
import { affiliateProject, event, openSource } from '../open-source.ts';

it('makes one visit of what happens at one affiliate, through one channel, within one hour', async () => {
  const noon = { cust: 'M1', cop_c: 'A01', at: '2021-01-05 12' };
  const session = await openSource({
    demographics: [{ cust: 'M1' }],
    purchases: [
      event({ ...noon, rct_no: 'R1', buy_am: 10 }),
      event({ ...noon, rct_no: 'R2', buy_am: 20 }),
      event({ ...noon, online: true, buy_am: 1 }),
      event({ ...noon, at: '2021-01-05 13', buy_am: 2 }),
    ],
    visits: [event({ ...noon, cop_c: 'D01', buy_am: 3 })],
    payments: [
      event({ ...noon, buy_am: 25 }), // paid for most of the 30
      event({ ...noon, at: '2021-01-05 13', buy_am: 7 }), // more than the 2 that were seen
      event({ ...noon, cop_c: 'L00', buy_am: 4 }), // paid where no purchases are seen
    ],
  });
  onTestFinished(() => session.close());
  await buildModels(session, await affiliateProject(), {
    targets: ['intermediate.int_visits'],
    params: { as_of: { date: '2021-02-01' } },
  });

  const columns = 'affiliate_code, hour(happened_at) as hour, is_online, has_payment, amount';
  const rows = await session.rows<object>(`select ${columns} from intermediate.int_visits order by all`);
  expect(rows.map((row) => Object.values(row))).toEqual([
    ['A01', 12, false, true, 30],
    ['A01', 12, true, false, 1],
    ['A01', 13, false, true, 7],
    ['D01', 12, false, false, 3],
    ['L00', 12, false, true, 4],
  ]);
});
