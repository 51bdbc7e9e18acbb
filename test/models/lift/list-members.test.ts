import { expect, it } from 'vitest';
import { EVERYTHING } from '../../../models/lift/describe-reading.ts';
import { listMembers, type Member } from '../../../models/lift/list-members.ts';

const member = (customer: string, action: string, change: Partial<Member> = {}): Member => ({
  ...{ customer, action, arm: 'treatment', since: '2021-12-15' },
  ...{ outcome: 'bought_product', targets: ['P1'], windowDays: 30, enrolDays: 28, ...change },
});
const list = (members: readonly Member[]) =>
  listMembers(members, { isInGlobalHoldout: (customer) => customer === 'G', outcome: 'paid' });

it('leaves the global holdout out of every action, and compares it with all others over all actions', () => {
  const members = [
    member('M1', 'A', { since: '2021-12-17' }),
    member('M1', 'B', { arm: 'holdout' }),
    member('G', 'A', { arm: 'holdout' }),
  ];
  const compared = list(members);
  expect(compared.filter(({ action }) => action !== EVERYTHING)).toEqual(members.slice(0, 2));
  expect(compared.filter(({ action }) => action === EVERYTHING)).toMatchObject([
    // Whoever is held out of one action is not kept from the others.
    { customer: 'M1', arm: 'treatment', since: '2021-12-15', outcome: 'paid', windowDays: 17, targets: [] },
    { customer: 'G', arm: 'holdout', since: '2021-12-15', outcome: 'paid' },
  ]);
});

it('lists nobody twice in one comparison', () => {
  expect(list([])).toEqual([]);
  expect(list([member('M1', 'A'), member('M1', 'B'), member('M1', 'C')])).toHaveLength(4);
});
