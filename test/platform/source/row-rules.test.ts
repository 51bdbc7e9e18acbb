import { expect, it } from 'vitest';
import type { ColumnContract } from '../../../models/contracts/tables/table-contract.ts';
import { firstProblem, typedColumns } from '../../../platform/source/row-rules.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';

async function judge(column: ColumnContract, text: string | null) {
  const session = await openTestSession();
  const contract = { name: 't', files: ['t'], columns: { value: column }, sort: ['value'], maxBadShare: 0 };
  const [row] = await session.rows(
    `select ${typedColumns(contract)}, ${firstProblem(contract)} from (select $text::varchar as "value")`,
    { text },
  );
  return row;
}
const good = (value: unknown) => ({
  value,
  problem: null,
  problem_column: null,
  problem_value: null,
});

it.each<[ColumnContract, string | null, unknown]>([
  [{ type: 'text' }, '007', '007'],
  [{ type: 'text', nullable: true }, null, null],
  [{ type: 'integer' }, '9007199254740991', 9_007_199_254_740_991],
  [{ type: 'integer' }, '2.0', 2],
  [{ type: 'integer' }, '-3', -3],
  [{ type: 'integer', nullable: true, min: 1 }, null, null],
  [{ type: 'integer', min: 0, max: 23 }, '0', 0],
  [{ type: 'integer', min: 0, max: 23 }, '23', 23],
  [{ type: 'day' }, '2021-02-28', '2021-02-28'],
  [{ type: 'money' }, '-12.345', -12.35],
])('%j takes %j as %j', async (column, text, value) => {
  expect(await judge(column, text)).toEqual(good(value));
});

it.each<[ColumnContract, string | null, string]>([
  [{ type: 'text' }, null, 'missing'],
  [{ type: 'integer' }, '2.5', 'not an integer'],
  [{ type: 'integer' }, 'inf', 'not an integer'],
  [{ type: 'integer' }, '99999999999999999999', 'not an integer'],
  [{ type: 'integer', min: 0, max: 23 }, '-1', 'below 0'],
  [{ type: 'integer', min: 0, max: 23 }, '24', 'above 23'],
  [{ type: 'day' }, '20210229', 'not a day'],
  [{ type: 'money' }, '12 won', 'not an amount'],
])('%j refuses %j: %s', async (column, text, problem) => {
  expect(await judge(column, text)).toMatchObject({
    problem,
    problem_column: 'value',
    problem_value: text,
  });
});
