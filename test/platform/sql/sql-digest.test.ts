import { expect, it } from 'vitest';
import { sqlDigest } from '../../../platform/sql/sql-digest.ts';
import { loadProject } from './load-project.ts';

const shop = {
  'marts/customers': `with visits as (select * from intermediate.int_visits where seen < $as_of)
    select id, count(*) filter (where kind <> $kind) as visits
    from staging.stg_customers left join visits using (id) group by all`,
  'intermediate/int_visits': 'select id, seen, kind from staging.stg_visits',
  'staging/stg_visits': `select id, seen, 'shop' as kind from raw.visits`,
  'staging/stg_customers': 'select distinct id from raw.customers',
};
const digest = async (files: Record<string, string>) =>
  sqlDigest(await loadProject(files), ['marts.customers']);

it('stays with comments, whitespace and models it does not rest on', async () => {
  const body = shop['marts/customers'].replaceAll(/\s+/g, '\n\t ').replace('group', '/* why */ group');
  const files = {
    ...shop,
    'marts/customers': `-- One row per customer.\n-- grain: id\n\n${body} -- done`,
    'marts/other': 'select id from staging.stg_visits',
  };
  expect(await digest(files)).toBe(await digest(shop));
});

it.each([
  ['marts/customers', '$as_of', '$cut'],
  ['marts/customers', '<>', '='],
  ['marts/customers', 'as visits\n', 'as visit_count\n'],
  ['marts/customers', 'left join', 'join'],
  ['marts/customers', 'count(*)', 'count(id)'],
  ['marts/customers', 'seen < $as_of', 'seen <= $as_of'],
  ['intermediate/int_visits', 'select id, seen', 'select seen, id'],
  ['staging/stg_visits', `'shop'`, `'shop '`],
  ['staging/stg_visits', 'raw.visits', 'raw.visits limit 9007199254740993'],
  ['staging/stg_customers', 'distinct ', ''],
] as const)('moves when %s says %j otherwise', async (name, from, to) => {
  const text = shop[name].replace(from, to);
  expect(text).not.toBe(shop[name]);
  expect(await digest({ ...shop, [name]: text })).not.toBe(await digest(shop));
});

it('does not depend on the order of targets', async () => {
  const project = await loadProject(shop);
  const targets = ['staging.stg_visits', 'staging.stg_customers'];
  expect(sqlDigest(project, targets)).toBe(sqlDigest(project, targets.toReversed()));
});

it('covers an audit and what it looks at', async () => {
  const audited = { ...shop, 'audits/none_lost': 'select id from marts.customers where id is null' };
  const of = async (files: Record<string, string>) =>
    sqlDigest(await loadProject(files), ['audits.none_lost']);
  const before = await of(audited);
  expect(
    await of({ ...audited, 'audits/none_lost': `${audited['audits/none_lost']} or visits < 0` }),
  ).not.toBe(before);
  expect(await of({ ...audited, 'staging/stg_customers': 'select id from raw.customers' })).not.toBe(before);
});
