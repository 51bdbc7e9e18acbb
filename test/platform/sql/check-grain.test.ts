import { expect, it } from 'vitest';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { loadProject } from './load-project.ts';
import { openVisitsSession } from './open-visits-session.ts';

it.each([
  ['repeated', 'select id from raw.visits'],
  ['null', `select nullif(id, 'M2') as id from raw.visits where day > date '2021-01-01'`],
  ['wider', 'select id, day, count(*) as visits from raw.visits group by all'],
  ['null of a group', `select nullif(id, 'M2') as id, count(*) as visits from raw.visits group by all`],
])('refuses a %s grain and names no customer', async (_, text) => {
  const session = await openVisitsSession();
  const building = buildModels(session, await loadProject({ 'staging/stg_ids': text }), { params: {} });
  await expect(building).rejects.toThrow(
    /shop\/staging\/stg_ids\.sql: grain id is broken 1 times \(expected unique and not null\)$/,
  );
});
