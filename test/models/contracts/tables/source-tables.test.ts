import { describe, expect, it } from 'vitest';
import { PIPELINES } from '../../../../models/contracts/run.ts';
import { SOURCE_TABLES } from '../../../../models/contracts/tables/source-tables.ts';
import { TableContract } from '../../../../models/contracts/tables/table-contract.ts';
import { rawTables } from '../../../sql/affiliate/open-source.ts';

describe.each(PIPELINES)('the source of %s', (pipeline) => {
  const tables = SOURCE_TABLES[pipeline];

  it.each(tables.map((table) => [table.name, table] as const))(
    '%s keeps the rules of a contract',
    (_, table) => {
      expect(TableContract.parse(table)).toEqual(table);
      const columns = Object.keys(table.columns);
      for (const name of table.sort) expect(columns).toContain(name);
      if (table.eventDay !== undefined) expect(table.columns[table.eventDay]?.type).toBe('day');
    },
  );

  it('has no file name that could be two tables', () => {
    const names = tables.flatMap(({ files }) => files.map((file) => file.toLowerCase()));
    expect(new Set(names).size).toBe(names.length);
  });

  it('knows when something happened', () => {
    expect(tables.some(({ eventDay }) => eventDay !== undefined)).toBe(true);
  });
});

it('has the affiliate tables and columns that the SQL is tested with', () => {
  const columns = SOURCE_TABLES['affiliate-expansion'].map(({ name, columns }) => [
    name,
    Object.keys(columns),
  ]);
  expect(Object.fromEntries(columns)).toEqual(
    Object.fromEntries(Object.entries(rawTables).map(([name, types]) => [name, Object.keys(types)])),
  );
});
