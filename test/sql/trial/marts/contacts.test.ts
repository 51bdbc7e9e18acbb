import { expect, it } from 'vitest';
import type { Contacts } from '../../../../sql/trial/marts/contacts.ts';
import { buildTable, type RawRows } from '../open-source.ts';

const registered = (...users: string[]) => users.map((user) => [user, '2021-03-01 10:00:00'] as const);
const contactsOf = async (rows: RawRows['customer_contact'], ...users: string[]) =>
  (
    await buildTable<Contacts>('marts.contacts', {
      trial_register: registered(...users),
      customer_contact: rows ?? [],
    })
  ).map(({ user_id, consent, is_opted_out }) => [user_id, consent, is_opted_out]);

it('knows who consented, who was asked in vain, and of whom nothing is on record', async () => {
  const rows = [
    ['U1', '2021-03-01 10:00:00'],
    ['U2', null],
    ['U4', '2021-03-01 10:00:00'],
  ] as const;
  expect(await contactsOf(rows, 'U1', 'U2', 'U3')).toEqual([
    ['U1', 'given', false],
    ['U2', 'refused', false],
    ['U3', 'unknown', false],
  ]);
});

it('lets an opt-out win over a consent before it, and a later consent over both', async () => {
  const rows = [
    ['U1', '2021-03-01 10:00:00', '2021-03-02 10:00:00'],
    ['U2', '2021-03-03 10:00:00', '2021-03-02 10:00:00'],
    ['U3', null, '2021-03-02 10:00:00'],
  ] as const;
  expect(await contactsOf(rows, 'U1', 'U2', 'U3')).toEqual([
    ['U1', 'given', true],
    ['U2', 'given', false],
    ['U3', 'refused', true],
  ]);
});

it('does not know what happens on the day or later', async () => {
  const rows = [
    ['U1', '2021-05-01 00:00:00'],
    ['U2', '2021-04-30 23:59:59', '2021-05-01 00:00:00'],
  ] as const;
  expect(await contactsOf(rows, 'U1', 'U2')).toEqual([
    ['U1', 'refused', false],
    ['U2', 'given', false],
  ]);
});

it('knows nothing where a source has no such table', async () => {
  expect(await contactsOf([], 'U1')).toEqual([['U1', 'unknown', false]]);
});
