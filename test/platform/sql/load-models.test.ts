import { expect, it } from 'vitest';
import { loadModels } from '../../../platform/sql/load-models.ts';
import { loadProject } from './load-project.ts';

it('reads every layer, in build order, and audits, canaries and codes apart', async () => {
  const { models, audits, canaries, codes } = await loadProject({
    'marts/customers':
      '-- One row per customer.\n-- grain: id, day\nselect id, $as_of as day from staging.stg_customers',
    'staging/stg_customers': 'select id from raw.customers',
    'audits/no_ghosts': 'select id from marts.customers anti join raw.customers using (id)',
    'canaries/lose_all/customers': 'select id from raw.customers limit 0',
    'codes/id': 'select id from raw.customers',
    'canaries/add_one/customers': `select id from raw.customers union all select 'new'`,
  });
  expect(
    models.map(({ name, layer, grain, references, parameters }) => [
      name,
      layer,
      grain,
      references,
      parameters,
    ]),
  ).toEqual([
    ['staging.stg_customers', 'staging', ['id'], ['raw.customers'], []],
    ['marts.customers', 'marts', ['id', 'day'], ['staging.stg_customers'], ['as_of']],
  ]);
  expect(audits.map((audit) => audit.name)).toEqual(['audits.no_ghosts']);
  expect(codes.map((code) => code.name)).toEqual(['codes.id']);
  expect(canaries.map(({ name, layer }) => [name, layer])).toEqual([
    ['add_one.customers', 'canaries'],
    ['lose_all.customers', 'canaries'],
  ]);
});

it('reads a domain that lacks layers', async () => {
  expect(await loadModels('/nowhere/at/all')).toEqual({ models: [], audits: [], canaries: [], codes: [] });
});

it.each([
  ['header', 'staging/a', '-- a table\nselect 1 as id', 'line 1: "-- a table"'],
  ['select', 'audits/a', 'select now() as id', 'now() answers differently on each run'],
  ['table', 'canaries/lose_all/a', 'select id from marts.b', 'reads marts.b, which no file defines'],
  ['layer', 'staging/a', 'select id from marts.b', 'staging may read raw'],
])('names the file whose %s is wrong', async (_, name, text, message) => {
  const loading = loadProject({ [name]: text });
  await expect(loading).rejects.toThrow(`/shop/${name}.sql: `);
  await expect(loading).rejects.toThrow(message);
});
