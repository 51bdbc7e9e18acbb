import { expect, it, onTestFinished } from 'vitest';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { runAudits } from '../../../platform/sql/run-audits.ts';
import { affiliateProject, event, openSource, type RawRows } from './open-source.ts';
import { shopAsOf } from './shop-source.ts';

const at = { cust: 'M1', cop_c: 'A01', at: '2021-03-01 10', buy_am: 5 };
const many = Array.from({ length: 40 }, (_, place) => ({ cust: `M${place}` }));

/** Whatever the source is like: no crash, every promise kept, and nobody lost. */
const ODD: Array<[what: string, rows: RawRows]> = [
  ['one customer with one purchase', { demographics: [{ cust: 'M1' }], purchases: [event(at)] }],
  ['one customer who never bought', { demographics: [{ cust: 'M1' }] }],
  [
    'one affiliate with all rows of all streams',
    {
      demographics: many,
      purchases: many.map(({ cust }) => event({ ...at, cust })),
      visits: many.map(({ cust }) => event({ ...at, cust })),
      payments: many.map(({ cust }) => event({ ...at, cust })),
    },
  ],
  [
    'customers who are all alike',
    {
      demographics: many,
      purchases: many.flatMap(({ cust }) =>
        [1, 2].map((month) => event({ ...at, cust, at: `2021-0${month}-07 10` })),
      ),
    },
  ],
  [
    'customers who are all unknown',
    {
      demographics: [{ cust: 'M0' }],
      purchases: [event(at)],
      visits: [event({ ...at, cop_c: 'D01' })],
      payments: [event({ ...at, buy_am: 9 })],
    },
  ],
  [
    'nothing but returns',
    {
      demographics: [{ cust: 'M1' }],
      purchases: [event({ ...at, buy_am: -5, buy_ct: -1 })],
      payments: [event({ ...at, cop_c: 'L00', buy_am: -5 })],
    },
  ],
  ['nothing but payments', { demographics: [{ cust: 'M1' }], payments: [event(at)] }],
  [
    'nothing that is known yet',
    {
      demographics: [{ cust: 'M1' }],
      purchases: [event({ ...at, at: '2022-03-01 10' })],
    },
  ],
  [
    'receipts of nothing: no amount and no units',
    {
      demographics: [{ cust: 'M1' }],
      purchases: [event({ ...at, buy_am: 0, buy_ct: 0 })],
      payments: [event({ ...at, buy_am: 0 })],
    },
  ],
];

it.each(ODD)('takes %s', async (_, rows) => {
  const session = await openSource(rows);
  onTestFinished(() => session.close());
  const project = await affiliateProject();
  await buildModels(session, project, { params: shopAsOf });
  expect(await runAudits(session, project, shopAsOf)).toHaveLength(project.audits.length);
  const [count] = await session.rows<{ customers: number }>(
    'select count(*) as customers from marts.customers',
  );
  expect(count?.customers).toBe(rows.demographics?.length);
});
