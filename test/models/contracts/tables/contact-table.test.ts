import { expect, it } from 'vitest';
import { AFFILIATE_TABLES } from '../../../../models/contracts/tables/affiliate-tables.ts';
import { describeContacts } from '../../../../models/contracts/tables/contact-table.ts';
import { TRIAL_TABLES } from '../../../../models/contracts/tables/trial-tables.ts';

it('is one optional row per customer under the key of the source, the opt-out column optional too', () => {
  const customer = { type: 'text', about: 'customer id' } as const;
  const table = describeContacts('contacts', { key: 'cust', customer, maxBadShare: 0.01 });
  expect(table).toMatchObject({ name: 'contacts', files: ['contacts'], optional: true, key: ['cust'] });
  expect(Object.keys(table.columns)).toEqual(['cust', 'consented_at', 'opted_out_at']);
  expect(table.columns.consented_at).toMatchObject({ type: 'timestamp', nullable: true });
  expect(table.columns.opted_out_at).toMatchObject({ type: 'timestamp', nullable: true, optional: true });
});

it('is in both business cases, each by its own names', () => {
  const keysOf = (tables: typeof TRIAL_TABLES, name: string) =>
    tables.find((table) => table.name === name)?.key;
  expect(keysOf(TRIAL_TABLES, 'customer_contact')).toEqual(['user_id']);
  expect(keysOf(AFFILIATE_TABLES, 'contacts')).toEqual(['cust']);
});
