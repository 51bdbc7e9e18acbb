import { expect, it } from 'vitest';
import { openMarts } from '../../../platform/playbooks/open-marts.ts';
import { PLAYBOOK_KINDS } from '../../../platform/playbooks/playbook-kinds.ts';
import { CustomerHabits } from '../../../sql/affiliate/marts/customer_habits.ts';
import { Landmarks } from '../../../sql/trial/marts/landmarks.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';

it('has the marts with their columns and no row', async () => {
  const session = await openTestSession();
  await openMarts(session, 'trial-conversion', PLAYBOOK_KINDS['trial-conversion']);
  await openMarts(session, 'affiliate-expansion', PLAYBOOK_KINDS['affiliate-expansion']);
  for (const [mart, row] of [
    ['landmarks', Landmarks],
    ['customer_habits', CustomerHabits],
  ] as const) {
    const { columns } = await session.describe(`from marts.${mart}`);
    expect(columns.map(({ name }) => name)).toEqual(Object.keys(row.shape));
    expect(await session.rows(`from marts.${mart}`)).toEqual([]);
  }
  expect(await session.rows('from marts.lifetime_value')).toEqual([]);
});
