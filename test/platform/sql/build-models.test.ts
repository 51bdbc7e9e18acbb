import { expect, it } from 'vitest';
import { buildInOrder, buildModels } from '../../../platform/sql/build-models.ts';
import { loadProject } from './load-project.ts';
import { openVisitsSession } from './open-visits-session.ts';

const asOf = { as_of: { date: '2021-02-01' } };

const shop = {
  'staging/stg_visits': '-- One row per visit.\n-- grain: id, day\nselect id, day from raw.visits',
  'marts/customers': `select id, count(*)::integer as visits
  from staging.stg_visits where day < $as_of group by all -- open ended`,
  'marts/days': `-- One row per day.\n-- grain: day\nselect day from staging.stg_visits group by all`,
};

it('builds everything in order and counts rows', async () => {
  const session = await openVisitsSession();
  const built = await buildModels(session, await loadProject(shop), { params: { ...asOf, unused: 1 } });
  expect(built.map(({ name, rows }) => [name, rows])).toEqual([
    ['staging.stg_visits', 3],
    ['marts.customers', 1],
    ['marts.days', 2],
  ]);
  expect(await session.rows('from marts.customers')).toEqual([{ id: 'M1', visits: 1 }]);
});

it('builds only what a target rests on, and replaces it', async () => {
  const session = await openVisitsSession();
  const project = await loadProject(shop);
  const request = { targets: ['marts.customers'], params: asOf };
  await buildModels(session, project, request);
  const built = await buildModels(session, project, request);
  expect(built.map((model) => model.name)).toEqual(['staging.stg_visits', 'marts.customers']);
});

it('drops each table after its last reader, once whoever watches has had it', async () => {
  const session = await openVisitsSession();
  const project = await loadProject(shop);
  const seen: unknown[] = [];
  await buildModels(session, project, {
    params: asOf,
    async onBuilt({ name }, { rows }) {
      const tables = await session.rows<{ name: string }>(
        `select schema_name || '.' || table_name as name from duckdb_tables()
        where schema_name <> 'raw' order by all`,
      );
      seen.push([name, rows, tables.map((table) => table.name)]);
    },
  });
  expect(seen).toEqual([
    ['staging.stg_visits', 3, ['staging.stg_visits']],
    ['marts.customers', 1, ['marts.customers', 'staging.stg_visits']],
    ['marts.days', 2, ['marts.days', 'staging.stg_visits']],
  ]);
  expect(await session.rows(`select * from duckdb_tables() where schema_name <> 'raw'`)).toEqual([]);
});

it('only looks at rows that stand in a table, which stays as long as somebody does', async () => {
  const session = await openVisitsSession();
  const project = await loadProject({
    'staging/stg_visits': '-- One row per visit.\n-- grain: id, day\nselect id, day from raw.visits',
    'marts/visits': '-- One row per visit.\n-- grain: id, day\nselect id, day from staging.stg_visits',
    'marts/days': '-- One row per day.\n-- grain: day\nselect day from marts.visits group by all',
  });
  const list = async () => {
    const found = await session.rows<{ name: string }>(
      `select schema_name || '.' || table_name as name from duckdb_tables() where schema_name <> 'raw'
       union all select 'view ' || schema_name || '.' || view_name from duckdb_views() where not internal
       order by all`,
    );
    return found.map(({ name }) => name);
  };
  const seen: unknown[] = [];
  await buildModels(session, project, {
    params: {},
    async onBuilt({ name }, { rows }) {
      seen.push([name, rows, await list()]);
    },
  });
  expect(seen).toEqual([
    ['staging.stg_visits', 3, ['staging.stg_visits']],
    ['marts.visits', 3, ['staging.stg_visits', 'view marts.visits']],
    ['marts.days', 2, ['marts.days', 'staging.stg_visits', 'view marts.visits']],
  ]);
  expect(await list()).toEqual([]);
});

it('keeps what a view that is read later shows', async () => {
  const session = await openVisitsSession();
  const { models } = await loadProject({
    'staging/stg_visits': '-- One row per visit.\n-- grain: id, day\nselect id, day from raw.visits',
    'marts/visits': '-- One row per visit.\n-- grain: id, day\nselect id, day from staging.stg_visits',
  });
  await buildInOrder(session, models, {
    params: {},
    readLater: new Set(['marts.visits']),
    async onBuilt() {},
  });
  expect(await session.rows('select count(*) as visits from marts.visits')).toEqual([{ visits: 3 }]);
});

it('asks for a parameter that has no value', async () => {
  const session = await openVisitsSession();
  await expect(buildModels(session, await loadProject(shop), { params: {} })).rejects.toThrow(
    'shop/marts/customers.sql: parameter $as_of has no value',
  );
});

it('names the file and passes on what DuckDB says', async () => {
  const session = await openVisitsSession();
  const project = await loadProject({ 'staging/stg_ids': 'select idd as id from raw.visits' });
  await expect(buildModels(session, project, { params: {} })).rejects.toThrow(
    /^\S+\/shop\/staging\/stg_ids\.sql: Binder Error: Referenced column "idd" not found/,
  );
});
