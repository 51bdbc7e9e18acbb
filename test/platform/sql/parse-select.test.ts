import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DuckDBSession, openSession } from '../../../platform/duckdb/session.ts';
import { listUnstableFunctions, type ParsedSelect, parseSelect } from '../../../platform/sql/parse-select.ts';

let session: DuckDBSession;
let unstable: ReadonlySet<string>;
beforeAll(async () => {
  session = await openSession({ memoryLimitMb: 64, threads: 1, scratchDir: '/nowhere' });
  unstable = await listUnstableFunctions(session);
});
afterAll(() => session.close());
const parse = (text: string): Promise<ParsedSelect> => parseSelect(session, text, unstable);

describe('parseSelect', () => {
  it('finds tables through joins, subqueries, ctes and unions, and parameters by name', async () => {
    const parsed = await parse(`
      with visits as (select * from intermediate.int_visits where seen < $as_of)
      select id, (select max(price) from staging.stg_prices where price < $limit) as price
      from staging.stg_customers
      left join visits using (id)
      where id in (select id from raw.optouts) and seen > $as_of
      union all from marts.guests, range(3), unnest([1])`);
    expect(parsed.references).toEqual([
      'intermediate.int_visits',
      'marts.guests',
      'raw.optouts',
      'staging.stg_customers',
      'staging.stg_prices',
    ]);
    expect(parsed.parameters).toEqual(['as_of', 'limit']);
  });

  it('lets semicolons stand in texts and comments', async () => {
    await expect(parse(`select ';' as "a;b" -- one; two\n/* three; */`)).resolves.toBeDefined();
  });

  it.each([
    ['a table statement', 'create table b as select 1 as id', 'Only SELECT statements can be serialized'],
    ['a syntax error', 'select from from', 'syntax error at or near "from"'],
    ['a semicolon', 'select 1 as id;', 'a semicolon (expected one bare select)'],
    ['an unqualified table', 'select * from visits', 'visits is neither a cte nor schema.table'],
    ['a file', `select * from 'a.csv'`, 'a.csv is neither a cte nor schema.table'],
    ['a file reader', `select * from read_csv('a.csv')`, 'read_csv() reads outside the tables'],
    ['a clock', 'select now() as id', 'now() answers differently on each run'],
    ['a clock column', 'select CURRENT_DATE as id', 'CURRENT_DATE is a clock'],
    ['chance', 'select 1 where random() < 0.5', 'random() answers differently on each run'],
    ['a numbered parameter', 'select ? as id', 'parameter 1 has no name (write $name)'],
  ])('refuses %s', async (_, text, message) => {
    await expect(parse(text)).rejects.toThrow(message);
  });
});

describe('the canonical tree', () => {
  const canonical = async (text: string) => (await parse(text)).canonical;

  it('is the same for texts that differ in comments and whitespace', async () => {
    expect(await canonical('-- why\nselect   a,b\nfrom raw.t /* how */ where a<$x -- end')).toBe(
      await canonical('select a, b from raw.t where a < $x'),
    );
  });

  it('tells apart what JavaScript numbers and careless trimming would not', async () => {
    const literals = [
      '9007199254740993',
      '9007199254740992',
      `'a,}'`,
      `'a}'`,
      `'"query_location":1'`,
      `''`,
      '0.10',
      '0.1',
    ];
    const trees = await Promise.all(literals.map((literal) => canonical(`select ${literal} as value`)));
    expect(new Set(trees).size).toBe(literals.length);
  });
});

it('has DuckDB say which functions are unstable', () => {
  expect([...unstable]).toEqual(expect.arrayContaining(['now', 'random', 'uuid', 'today', 'nextval']));
  expect([...unstable].filter((name) => ['sum', 'lower', 'date_trunc', 'hash'].includes(name))).toEqual([]);
});
