import { describe, expect, it } from 'vitest';
import { loadModels } from '../../../platform/sql/load-models.ts';
import { sqlDigest } from '../../../platform/sql/sql-digest.ts';
import { loadProject } from './load-project.ts';

const shop = {
  'marts/customers': `with visits as (select * from intermediate.int_visits where seen < $as_of)
    select id, count(*) filter (where kind <> $kind) as visits
    from staging.stg_customers left join visits using (id) group by all`,
  'intermediate/int_visits': 'select id, seen, kind from staging.stg_visits',
  'staging/stg_visits': `select id, seen, 'shop; bar' as kind from raw.visits`,
  'staging/stg_customers': 'select distinct id from raw.customers',
  'audits/no_ghosts': 'select id from marts.customers anti join raw.customers using (id)',
};

describe('loadModels', () => {
  it('finds references and parameters, and orders by them', async () => {
    const { models, audits } = await loadProject(shop);
    const summary = models.map(({ name, references }) => [name, references]);
    expect(summary).toEqual([
      ['staging.stg_visits', ['raw.visits']],
      ['intermediate.int_visits', ['staging.stg_visits']],
      ['staging.stg_customers', ['raw.customers']],
      ['marts.customers', ['intermediate.int_visits', 'staging.stg_customers']],
    ]);
    expect(models.map((model) => model.parameters)).toEqual([[], [], [], ['as_of', 'kind']]);
    expect(models.at(-1)?.grain).toEqual(['id']);
    expect(audits.map((audit) => audit.name)).toEqual(['audits.no_ghosts']);
  });

  it('reads a domain that lacks layers', async () => {
    expect(await loadModels('/nowhere/at/all')).toEqual({ models: [], audits: [] });
  });

  it.each([
    ['no purpose', 'staging/a', '-- a table\n-- grain: id\nselect 1 as id', 'line 1: "-- a table"'],
    ['no grain', 'staging/a', '-- One row per id.\nselect 1 as id', 'line 2: "select 1 as id"'],
    ['not a select', 'staging/a', 'create table b as select 1 as id', 'Only SELECT statements'],
    ['a syntax error', 'staging/a', 'select from from', 'syntax error at or near "from"'],
    ['a semicolon', 'staging/a', 'select 1 as id;', 'a semicolon (expected one bare select)'],
    ['an unqualified table', 'staging/a', 'select * from visits', 'visits is neither a cte nor schema.table'],
    ['a file', 'staging/a', `select * from 'a.csv'`, 'a.csv is neither a cte nor schema.table'],
    ['a file reader', 'staging/a', `select * from read_csv('a.csv')`, 'read_csv() reads outside the tables'],
    ['a clock', 'staging/a', 'select now() as id', 'now() answers differently on each run'],
    ['a clock column', 'staging/a', 'select current_date as id', 'current_date is a clock'],
    ['chance', 'staging/a', 'select random() as id', 'random() answers differently on each run'],
    ['a numbered parameter', 'staging/a', 'select ? as id', 'parameter 1 has no name (write $name)'],
    ['a layer to the right', 'staging/a', 'select id from marts.b', 'staging may read raw'],
    ['raw in a mart', 'marts/a', 'select id from raw.b', 'marts may read staging, intermediate, marts'],
    ['an unknown schema', 'marts/a', 'select id from other.b', 'reads other.b'],
    ['an unknown model', 'marts/a', 'select id from marts.b', 'reads marts.b, which no file defines'],
  ])('refuses %s', async (_, name, text, message) => {
    const loading = loadProject({ [name]: text });
    await expect(loading).rejects.toThrow(`shop/${name}.sql: `);
    await expect(loading).rejects.toThrow(message);
  });

  it('names a cycle', async () => {
    const files = {
      'intermediate/int_a': 'select id from intermediate.int_b',
      'intermediate/int_b': 'select id from intermediate.int_c',
      'intermediate/int_c': 'select id from intermediate.int_b',
    };
    await expect(loadProject(files)).rejects.toThrow(
      'models read each other: intermediate.int_b → intermediate.int_c → intermediate.int_b',
    );
  });
});

describe('sqlDigest', () => {
  const digest = async (files: Record<string, string>) =>
    sqlDigest(await loadProject(files), ['marts.customers']);
  const changed = (name: keyof typeof shop, from: string, to: string) => {
    const text = shop[name].replace(from, to);
    expect(text).not.toBe(shop[name]);
    return digest({ ...shop, [name]: text });
  };

  it('stays with comments, whitespace and models it does not rest on', async () => {
    const files = {
      ...shop,
      'marts/customers': `-- One row per customer.\n-- grain: id\n\n${shop['marts/customers']
        .replaceAll(/\s+/g, '\n\t ')
        .replace('group', '/* why */ group')} -- done`,
      'marts/other': 'select id from staging.stg_visits',
    };
    expect(await digest(files)).toBe(await digest(shop));
  });

  it.each([
    ['marts/customers', '$as_of', '$cut'],
    ['marts/customers', '<>', '='],
    ['marts/customers', 'as visits\n', 'as visit_count\n'],
    ['marts/customers', 'left join', 'join'],
    ['marts/customers', 'select id, count(*)', 'select id, count(id)'],
    ['marts/customers', 'seen < $as_of', 'seen <= $as_of'],
    ['intermediate/int_visits', 'select id, seen', 'select seen, id'],
    ['staging/stg_visits', 'shop; bar', 'shop,} bar'],
    ['staging/stg_visits', 'raw.visits', 'raw.visits limit 9007199254740993'],
    ['staging/stg_customers', 'distinct ', ''],
  ] as const)('moves when %s says %s otherwise', async (name, from, to) => {
    expect(await changed(name, from, to)).not.toBe(await digest(shop));
  });

  it('tells apart what JavaScript numbers and careless trimming would not', async () => {
    const at = (literal: string) => changed('staging/stg_visits', `'shop; bar'`, literal);
    const literals = ['9007199254740993', '9007199254740992', `'a,}'`, `'a}'`, `'"query_location":1'`, `''`];
    expect(new Set(await Promise.all(literals.map(at))).size).toBe(literals.length);
  });

  it('refuses a target that does not exist', async () => {
    const project = await loadProject(shop);
    expect(() => sqlDigest(project, ['marts.customer'])).toThrow('no model marts.customer (expected one of');
  });
});
