import { expect, it } from 'vitest';
import { listOwnTables } from '../../../platform/source/list-own-tables.ts';

it('lists the tables of joins, unions and subqueries once, but no common table expressions', async () => {
  const text = `with recent as (from Orders where (select true)) select * from recent join "shop list" using (shop)
    union all select * from orders, (select * from extra) -- a comment; with a semicolon`;
  expect(await listOwnTables(text)).toEqual(['Orders', 'shop list', 'extra']);
});

it('lets rows be made from arguments', async () => {
  expect(await listOwnTables('select * from orders, range(3)')).toEqual(['orders']);
});

it.each([
  ['create table x as select 1', 'is not one SELECT: Only SELECT statements can be serialized to json!'],
  ['select 1 from a; select 2 from b', 'is not one SELECT (a mapping holds exactly one)'],
  ['selec 1', 'is not one SELECT: syntax error at or near "selec"'],
  ['select 1', 'reads no file (expected a table named like a file beside it)'],
  [
    "select * from read_csv('/etc/passwd')",
    'calls read_csv(), which reads past the source (name a file beside the mapping as a table)',
  ],
  [
    "select * from a, glob('*')",
    'calls glob(), which reads past the source (name a file beside the mapping as a table)',
  ],
  ['select * from other.orders', 'reads other.orders (name the file alone: orders)'],
  ['select $day from orders', 'uses parameter $day (a mapping takes no parameters)'],
])('refuses %s', async (text, message) => {
  await expect(listOwnTables(text)).rejects.toThrow(message);
});
