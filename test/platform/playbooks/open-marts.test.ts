import { expect, it } from 'vitest';
import { openMarts } from '../../../platform/playbooks/open-marts.ts';
import { loadSqlProject } from '../../../platform/steps/sql-projects.ts';
import { Contacts } from '../../../sql/trial/marts/contacts.ts';
import { Landmarks } from '../../../sql/trial/marts/landmarks.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';

it('has the marts with their columns and no row', async () => {
  const session = await openTestSession();
  await openMarts(session, await loadSqlProject('trial'));
  for (const [mart, row] of [
    ['landmarks', Landmarks],
    ['contacts', Contacts],
  ] as const) {
    const { columns } = await session.describe(`from marts.${mart}`);
    expect(columns.map(({ name }) => name)).toEqual(Object.keys(row.shape));
    expect(await session.rows(`from marts.${mart}`)).toEqual([]);
  }
});
