import { describe, expect, it } from 'vitest';
import { listRowRules } from '../../../../models/contracts/tables/row-rules.ts';
import { SOURCE_TABLES } from '../../../../models/contracts/tables/source-tables.ts';
import { TableContract } from '../../../../models/contracts/tables/table-contract.ts';
import { MERGED } from '../../../../platform/source/check-keys.ts';

const all: readonly TableContract[] = Object.values(SOURCE_TABLES).flat();

it('covers the thirteen tables of both cases, under different names', () => {
  expect(all).toHaveLength(13);
  expect(new Set(all.map(({ name }) => name)).size).toBe(13);
});

describe.each(all.map((contract) => [contract.name, contract] as const))('%s', (_name, contract) => {
  const columns = Object.keys(contract.columns);

  it('is a contract', () => {
    expect(TableContract.parse(contract)).toEqual(contract);
  });

  it('names its own columns, each once', () => {
    const named = [
      ...contract.sort,
      ...(contract.key ?? []),
      ...(contract.references ?? []).map(({ column }) => column),
      ...(contract.event === undefined ? [] : [contract.event.column]),
    ];
    expect(columns).toEqual(expect.arrayContaining(named));
    const names = Object.entries(contract.columns).flatMap(([name, { aliases = [] }]) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('refers to columns that are there', () => {
    for (const { table, to } of contract.references ?? []) {
      const target = all.find(({ name }) => name === table);
      expect(Object.keys(target?.columns ?? {})).toContain(to);
    }
  });

  it('has fewer rules than a byte can count', () => {
    expect(listRowRules(contract).length + 1 + (contract.references ?? []).length).toBeLessThan(MERGED);
  });
});
