import { expect, it } from 'vitest';
import type { Contacts } from '../../../../sql/affiliate/marts/contacts.ts';
import { buildTable } from '../open-source.ts';
import { shopAsOf } from '../shop-source.ts';

it('knows who consented, who refused or opted out before the day, and of whom nothing is on record', async () => {
  const customers = ['M1', 'M2', 'M3', 'M4', 'M5', 'M6'];
  const rows = await buildTable<Contacts>(
    'marts.contacts',
    {
      demographics: customers.map((cust) => ({ cust })),
      contacts: [
        { cust: 'M1', consented_at: '2021-03-01 10:00:00' },
        { cust: 'M2' },
        { cust: 'M3', consented_at: '2021-03-01 10:00:00', opted_out_at: '2021-03-02 10:00:00' },
        // A later consent takes an opt-out back.
        { cust: 'M4', consented_at: '2021-03-03 10:00:00', opted_out_at: '2021-03-02 10:00:00' },
        // On the day itself: not known yet.
        { cust: 'M5', consented_at: '2021-08-01 00:00:00' },
        { cust: 'M9', consented_at: '2021-03-01 10:00:00' }, // not registered
      ],
    },
    shopAsOf,
  );
  expect(rows.map(({ customer_id, consent, is_opted_out }) => [customer_id, consent, is_opted_out])).toEqual([
    ['M1', 'given', false],
    ['M2', 'refused', false],
    ['M3', 'given', true],
    ['M4', 'given', false],
    ['M5', 'refused', false],
    ['M6', 'unknown', false],
  ]);
});
