import { expect, it } from 'vitest';
import { comparePlans, countCustomers } from '../../../platform/publishing/compare-plans.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';
import { strategy } from './sketch-strategy.ts';
import { writePlan } from './write-plan.ts';

/** One customer a line: the offers before and after, a letter each, by actions in this order. A dash is no offer. */
async function compare(table: string, change: object = {}) {
  const session = await openTestSession();
  const lines = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/) as [string, string, string]);
  const write = (column: 1 | 2, changed: object) =>
    writePlan(
      session,
      lines.flatMap((line) =>
        [...line[column].replace('-', '')].map((offer, place) =>
          strategy({
            ...{ strategy_id: `${line[0]} ${place} ${column}`, customer_id: line[0] },
            ...{ action_id: `action-${offer}`, offer, ...changed },
          }),
        ),
      ),
    );
  return comparePlans(session, { before: await write(1, {}), after: await write(2, change) });
}

it('counts customers whose offers stay, differ, begin and end, however many they have', async () => {
  expect(
    await compare(`
      same1    a    a
      same2    abc  cba
      changed1 a    b
      changed2 ab   a
      changed3 a    ac
      changed4 ab   cd
      added1   -    a
      added2   -    ab
      removed1 a    -`),
  ).toEqual({ customers: 8, before: 7, same: 2, changed: 4, added: 2, removed: 1 });
});

it('takes another message, score or arm for the same offer, and another channel for another', async () => {
  const one = { customers: 1, before: 1, added: 0, removed: 0 };
  const told = { message: 'other words', score: 0.1, arm: 'holdout', run_id: 'r2' };
  expect(await compare('M1 ab ab', told)).toEqual({ ...one, same: 1, changed: 0 });
  expect(await compare('M1 ab ab', { channel: 'kakao' })).toEqual({ ...one, same: 0, changed: 1 });
});

it('counts each customer of a first plan once', async () => {
  const session = await openTestSession();
  const rows = ['M1', 'M1', 'M2'].map((customer_id, place) =>
    strategy({ strategy_id: `s${place}`, customer_id, action_id: `action-${place}` }),
  );
  expect(await countCustomers(session, await writePlan(session, rows))).toBe(2);
});
