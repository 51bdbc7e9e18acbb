import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEnum } from '../../../platform/duckdb/create-enum.ts';
import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { createCodeTypes, listCodes, listedCode } from '../../../platform/sql/code-types.ts';
import { writeTable } from '../../../platform/sql/write-table.ts';
import { makeTestDirectory, openTestSession } from '../duckdb/open-test-session.ts';
import { loadProject } from './load-project.ts';
import { openVisitsSession } from './open-visits-session.ts';

const shop = {
  'codes/id': 'select id from raw.visits union select null',
  'staging/stg_visits':
    '-- One row per visit.\n-- grain: id, day\nselect id, day from raw.visits -- all of them',
  'marts/customers': `select id, list(day order by day) as days, list(id) as codes
  from staging.stg_visits group by all`,
};

const listTypes = `select column_name as name, data_type as type from duckdb_columns()
  where schema_name = 'marts' order by column_index`;

/** How each column of texts is written: an ENUM by its numbers as RLE_DICTIONARY, few texts as PLAIN. */
async function listEncodings(
  session: DuckDBSession,
  name: string,
  sorted: string,
): Promise<Record<string, string>> {
  const path = join(await makeTestDirectory(), 'table.parquet');
  await writeTable(session, { name, grain: [sorted] }, path);
  const rows = await session.rows<{ name: string; encodings: string }>(
    `select split_part(path_in_schema, ',', 1) as name, encodings
     from parquet_metadata($path) where type = 'BYTE_ARRAY'`,
    { path },
  );
  return Object.fromEntries(rows.map(({ name, encodings }) => [name, encodings]));
}

it('keeps the codes of staging as numbers, in the order of the texts, through all models', async () => {
  const session = await openVisitsSession();
  await session.run(`insert into raw.visits values ('A9', '2021-01-15')`);
  const project = await loadProject(shop);
  const codes = await createCodeTypes(session, project.codes, {});
  await buildModels(session, project, { params: {}, codes });
  const type = `ENUM('A9', 'M1', 'M2')`;
  expect(await session.rows(listTypes)).toEqual([
    { name: 'id', type },
    { name: 'days', type: 'DATE[]' },
    { name: 'codes', type: `${type}[]` },
  ]);
  expect(await session.rows('select id from marts.customers order by id')).toEqual([
    { id: 'A9' },
    { id: 'M1' },
    { id: 'M2' },
  ]);
});

it('writes them as they are, but texts for what rows are in order of', async () => {
  const session = await openVisitsSession();
  const project = await loadProject(shop);
  const codes = await createCodeTypes(session, project.codes, {});
  await buildModels(session, project, { params: {}, codes });
  expect(await listCodes(session, 'marts.customers')).toEqual(
    new Map([
      ['id', { values: 2, isList: false }],
      ['codes', { values: 2, isList: true }],
    ]),
  );
  expect(await listEncodings(session, 'marts.customers', 'days')).toEqual({
    id: 'RLE_DICTIONARY',
    codes: 'RLE_DICTIONARY',
  });
  expect(await listEncodings(session, 'marts.customers', 'id')).toEqual({
    id: 'PLAIN',
    codes: 'RLE_DICTIONARY',
  });
});

it('names the staging file whose value the list of codes lacks', async () => {
  const session = await openVisitsSession();
  const project = await loadProject({ ...shop, 'codes/id': `select 'M1' as id` });
  const codes = await createCodeTypes(session, project.codes, {});
  await expect(buildModels(session, project, { params: {}, codes })).rejects.toThrow(
    /shop\/staging\/stg_visits\.sql: Conversion Error: Could not convert string 'M2'/,
  );
});

it('writes texts where an ENUM knows very many', async () => {
  const session = await openVisitsSession();
  await session.run('create schema codes');
  for (const values of [20_000, 20_001]) {
    await createEnum(session, 'codes.site', {
      column: 'site',
      query: `select 'S' || i as site from range(${values}) as sites(i)`,
    });
    await session.run(`create or replace table raw.sites as
      select 1 as id, 'S1'::codes.site as site, ['S1'::codes.site] as others`);
    const encoding = values > 20_000 ? 'PLAIN' : 'RLE_DICTIONARY';
    expect(await listEncodings(session, 'raw.sites', 'id')).toEqual({ site: encoding, others: encoding });
  }
});

describe('a code that is read from a file', () => {
  /** Three sites and none, of which the ENUM knows two. */
  async function openSites(): Promise<DuckDBSession> {
    const session = await openTestSession();
    const path = `${await makeTestDirectory()}/visits.parquet`;
    await session.run('create schema codes');
    await session.run(`create type codes.site as enum ('A', 'B')`);
    await session.run(
      `copy (select unnest(repeat(['A', 'B', null, 'C'], 500)) as site) to '${path}' (format parquet)`,
    );
    await session.viewParquet('visits', path);
    return session;
  }
  const code = listedCode('"site"', '"codes"."site"');

  it('is the number of its text, whatever else its group of rows lists', async () => {
    const session = await openSites();
    expect(
      await session.rows(
        `select code::varchar as code, typeof(code) as type, count(*) as visits
         from (select ${code} as code from visits where site < 'C' or site is null) group by all order by code`,
      ),
    ).toEqual(['A', 'B', null].map((text) => ({ code: text, type: `ENUM('A', 'B')`, visits: 500 })));
  });

  it('is an error where nobody knows it', async () => {
    const session = await openSites();
    await expect(session.rows(`select max(${code}) from visits`)).rejects.toThrow(
      "Could not convert string 'C'",
    );
  });
});
