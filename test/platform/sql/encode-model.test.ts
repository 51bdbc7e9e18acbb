import { expect, it } from 'vitest';
import { encodeModel } from '../../../platform/sql/encode-model.ts';
import { parseSelect } from '../../../platform/sql/parse-select.ts';
import { openVisitsSession } from './open-visits-session.ts';

const types = new Map([
  ['visitor', '"codes"."visitor"'],
  ['site', '"codes"."site"'],
]);

async function encode(text: string) {
  const session = await openVisitsSession();
  await session.run('create schema codes');
  await session.run(`create type "codes"."visitor" as enum ('M1', 'M2')`);
  await session.run(`create type "codes"."site" as enum ('none')`);
  const model = { text, ...(await parseSelect(session, text, new Set())) };
  return { session, encoded: await encodeModel(session, model, types) };
}

it('makes numbers of codes where columns get their names, so that they are grouped as numbers', async () => {
  const { session, encoded } = await encode(
    `with renamed as (select id as visitor, coalesce(null, 'none') as site, day from raw.visits),
       counted as (select visitor, site, typeof(any_value(visitor)) as grouped_as, count(*) as visits from renamed group by all)
     select * from counted`,
  );
  const [row] = await session.rows<{ grouped_as: string }>(`select *, typeof(site) as type from (${encoded})
    where visitor = 'M1'`);
  expect(row).toEqual({
    visitor: 'M1',
    site: 'none',
    grouped_as: `ENUM('M1', 'M2')`,
    visits: 2,
    type: `ENUM('none')`,
  });
});

it.each([
  ['no such place', 'select id as visitor from raw.visits -- all of them'],
  [
    'columns of that place that are put together',
    `with renamed as (select id as visitor from raw.visits union select 'M2') from renamed`,
  ],
  [
    'a code that is made later',
    `with renamed as (select id from raw.visits) select id as visitor from renamed`,
  ],
])('makes numbers of what a model with %s returns', async (_, text) => {
  const { session, encoded } = await encode(text);
  expect(
    await session.rows(`select distinct visitor, typeof(visitor) as type from (${encoded}) order by 1`),
  ).toEqual(['M1', 'M2'].map((visitor) => ({ visitor, type: `ENUM('M1', 'M2')` })));
});

it('looks each code of a file up once for all rows of a group, and of what is put together for each row', async () => {
  const { encoded } = await encode(
    `with renamed as (select id as visitor, coalesce(null, 'none') as site from raw.visits) from renamed`,
  );
  expect(encoded).toMatch(/list_transform\(list_value\(id\)/);
  expect(encoded).toContain(`CAST(COALESCE(NULL, 'none') AS codes."site")`);
});
