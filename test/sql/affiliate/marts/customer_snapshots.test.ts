import { expect, it, onTestFinished } from 'vitest';
import { buildModels } from '../../../../platform/sql/build-models.ts';
import type { CustomerSnapshots } from '../../../../sql/affiliate/marts/customer_snapshots.ts';
import type { Customers } from '../../../../sql/affiliate/marts/customers.ts';
import { affiliateProject, event, insertRows, openSource } from '../open-source.ts';
import { shopAsOf, shopSource } from '../shop-source.ts';

it('has at each cut what a run as of that day would have', async () => {
  const session = await openSource(shopSource);
  onTestFinished(() => session.close());
  // Two years of history, so that purchases also leave the year; and a return.
  await insertRows(session, 'purchases', [
    event({ cust: 'M5', cop_c: 'A02', at: '2020-05-20 12', buy_am: 70 }),
    event({ cust: 'M5', cop_c: 'A01', at: '2020-06-10 12', buy_am: 30 }),
    event({ cust: 'M1', cop_c: 'A01', at: '2021-05-12 12', buy_am: -30, buy_ct: -1 }),
  ]);
  await insertRows(session, 'payments', [
    event({ cust: 'M5', cop_c: 'A01', at: '2020-06-10 12', buy_am: 30 }),
    event({ cust: 'M5', cop_c: 'L00', at: '2021-03-04 12', buy_am: 9 }),
  ]);
  const build = async <Row>(mart: string, params: typeof shopAsOf) => {
    await buildModels(session, await affiliateProject(), { targets: [`marts.${mart}`], params });
    return session.rows<Row>(`from marts.${mart} order by all`);
  };
  const snapshots = await build<CustomerSnapshots>('customer_snapshots', shopAsOf);
  const cuts = [...new Set(snapshots.map(({ cut_date }) => cut_date))];
  expect(cuts).toHaveLength(12);
  for (const cut of cuts) {
    const rebuilt = await build<Customers>('customers', { ...shopAsOf, as_of: { date: cut } });
    const expected = new Map(rebuilt.filter(({ visits }) => visits > 0).map((row) => [row.customer_id, row]));
    const found = snapshots.filter(({ cut_date }) => cut_date === cut);
    expect(found.map(({ customer_id }) => customer_id)).toEqual([...expected.keys()]);
    for (const { cut_date: _, ...snapshot } of found)
      expect(expected.get(snapshot.customer_id), cut).toMatchObject(snapshot);
  }
});
