import { describe, expect, it } from 'vitest';
import {
  collectPast,
  type EarlierRows,
  keepRecent,
  pastDays,
} from '../../../models/playbooks/past-contacts.ts';

const row = (change: Partial<EarlierRows> = {}): EarlierRows => ({
  customer: 'U1',
  action: 'C1',
  times: 1,
  timesThisWeek: 0,
  lastOn: '2021-12-22',
  ...change,
});

describe('collectPast', () => {
  const rows = [row(), row({ action: 'C2', times: 2, timesThisWeek: 1, lastOn: '2021-12-29' })];

  it('keeps what was planned by action and adds up the week', () => {
    const past = collectPast([...rows, row({ customer: 'U2' })]);
    expect(past.get('U1')?.thisWeek).toBe(1);
    expect([...(past.get('U1')?.actions ?? [])]).toEqual([
      ['C1', { times: 1, lastOn: '2021-12-22' }],
      ['C2', { times: 2, lastOn: '2021-12-29' }],
    ]);
    expect(past.get('U2')?.thisWeek).toBe(0);
  });

  it('adds what others have planned for the same people', () => {
    const elsewhere = [
      { customer: 'U1', thisWeek: 2, today: 1 },
      { customer: 'U3', thisWeek: 1, today: 0 },
    ];
    const past = collectPast(rows, { elsewhere });
    expect(past.get('U1')).toMatchObject({ thisWeek: 3, today: 1 });
    expect(past.get('U3')).toEqual({ thisWeek: 1, today: 0, actions: new Map() });
  });

  it('counts nothing that contacts nobody', () => {
    expect(collectPast(rows, { isContact: (action) => action !== 'C2' }).get('U1')?.thisWeek).toBe(0);
  });
});

it('pastDays looks back a month, and a week', () => {
  expect(pastDays('2021-12-30')).toEqual({ after: '2021-11-29', weekAfter: '2021-12-23' });
});

it('keepRecent keeps a month, and the newest however old it is', () => {
  const days = (...asOfs: string[]) => asOfs.map((asOf) => ({ asOf, digest: asOf }));
  expect(keepRecent(days('2021-12-29', '2021-11-30', '2021-11-29'), '2021-12-30')).toEqual(
    days('2021-12-29', '2021-11-30'),
  );
  expect(keepRecent(days('2021-10-01', '2021-09-30'), '2021-12-30')).toEqual(days('2021-10-01'));
  expect(keepRecent([], '2021-12-30')).toEqual([]);
});
