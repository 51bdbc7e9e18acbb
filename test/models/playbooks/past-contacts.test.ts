import { describe, expect, it } from 'vitest';
import { collectPast, type EarlierRow, keepRecent } from '../../../models/playbooks/past-contacts.ts';

const row = (asOf: string, change: Partial<EarlierRow> = {}): EarlierRow => ({
  customer: 'U1',
  action: 'C1',
  arm: 'treatment',
  asOf,
  ...change,
});

describe('collectPast', () => {
  it('counts rows of both arms, those of the last seven days apart', () => {
    const past = collectPast(
      [
        row('2021-12-20', { action: 'C2' }),
        row('2021-12-22', { arm: 'holdout' }),
        row('2021-12-23', { action: 'C4' }),
        row('2021-12-29', { action: 'C2' }),
      ],
      '2021-12-30',
    );
    expect(past.get('U1')?.thisWeek).toBe(1);
    expect([...(past.get('U1')?.actions ?? [])]).toEqual([
      ['C2', { times: 2, arm: 'treatment' }],
      ['C1', { times: 1, arm: 'holdout' }],
      ['C4', { times: 1, arm: 'treatment' }],
    ]);
  });

  it('keeps the arm of the first time, whatever the order of the rows', () => {
    const rows = [row('2021-12-28'), row('2021-12-27', { arm: 'holdout' })];
    for (const order of [rows, rows.toReversed()])
      expect(collectPast(order, '2021-12-30').get('U1')?.actions.get('C1')?.arm).toBe('holdout');
  });

  it('forgets what lies a month back', () => {
    expect(collectPast([row('2021-11-29')], '2021-12-30').size).toBe(0);
    expect(collectPast([row('2021-11-30')], '2021-12-30').size).toBe(1);
  });
});

it('keepRecent keeps a month, and the newest however old it is', () => {
  const days = (...asOfs: string[]) => asOfs.map((asOf) => ({ asOf, digest: asOf }));
  expect(keepRecent(days('2021-12-29', '2021-11-30', '2021-11-29'), '2021-12-30')).toEqual(
    days('2021-12-29', '2021-11-30'),
  );
  expect(keepRecent(days('2021-10-01', '2021-09-30'), '2021-12-30')).toEqual(days('2021-10-01'));
  expect(keepRecent([], '2021-12-30')).toEqual([]);
});
