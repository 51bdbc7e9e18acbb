import { expect, it, vi } from 'vitest';
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

it('looks again at rows that may no longer be the only ones of their grain, and only at those', async () => {
  const session = await openVisitsSession();
  const visits = 'select id, day from raw.visits';
  const grained = (grain: string, text: string) => `-- One row per visit.\n-- grain: ${grain}\n${text}`;
  const build = async (mart: string) =>
    buildModels(
      session,
      await loadProject({
        'staging/stg_visits': grained('id, day', visits),
        'marts/visits': mart,
      }),
      { params: {} },
    );
  const rows = vi.spyOn(session, 'rows');
  await build(grained('id, day', 'select id, day from staging.stg_visits'));
  const checks = rows.mock.calls.map(([sql]) => sql).filter((sql) => sql.includes('as sound'));
  expect(checks.map((sql) => sql.split(' from ').at(-1))).toEqual(['"staging"."stg_visits"']);
  await expect(build(grained('id', 'select id from staging.stg_visits'))).rejects.toThrow(
    'grain id is broken 1 times',
  );
  const moved = `select id, date '2021-01-01' as day from staging.stg_visits`;
  await expect(build(grained('id, day', moved))).rejects.toThrow('grain id, day is broken 1 times');
});
