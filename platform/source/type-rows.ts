import { listRowRules, type RowRule, textName } from '../../models/contracts/tables/row-rules.ts';
import type { TableContract } from '../../models/contracts/tables/table-contract.ts';
import { type ReadOptions, typedSql } from '../../models/contracts/tables/typed-sql.ts';
import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import type { Relation } from './open-relation.ts';

/**
 * Read a relation into the table `checked`, in file order: every column typed, and beside them `row_hash`, of all of
 * them, `problem`, the place from 1 of the first rule of severity `error` that the row breaks, `problem_value`, the text
 * that breaks it, and `caution`, the same for `warn`.
 */
export async function typeRows(
  session: DuckDBSession,
  {
    contract,
    relation,
    texts,
  }: { contract: TableContract; relation: Relation; texts: ReadonlyMap<string, string> },
  options: ReadOptions,
): Promise<void> {
  const { errors, warnings } = splitRules(contract);
  const columns = Object.keys(contract.columns).map(quoteName).join(', ');
  // Text and typed value stand side by side in the innermost select, so that each is evaluated once.
  const read = Object.keys(contract.columns).map((name) => `${texts.get(name)} as ${textName(name)}`);
  const typed = Object.entries(contract.columns).map(
    ([name, { type }]) => `${typedSql(type, textName(name), options)} as ${quoteName(name)}`,
  );
  await session.run(
    `create or replace table checked as
     select ${columns}, hash(${columns}) as row_hash, problem, caution, ${textOfBroken(errors, 'problem')} as problem_value,
       ${textOfBroken(warnings, 'caution')} as caution_value
     from (
       select *, ${firstBroken(errors)} as problem, ${firstBroken(warnings)} as caution
       from (select *, ${typed.join(', ')} from (select ${read.join(', ')} from ${relation.from}))
     )`,
    relation.params,
  );
}

/** A table's rules by severity, each list in the order that `problem` and `caution` count. */
export function splitRules(contract: TableContract): { errors: RowRule[]; warnings: RowRule[] } {
  const rules = listRowRules(contract);
  return {
    errors: rules.filter(({ severity }) => severity === 'error'),
    warnings: rules.filter(({ severity }) => severity === 'warn'),
  };
}

function firstBroken(rules: readonly RowRule[]): string {
  const cases = rules.map(({ when }, index) => `when ${when} then ${index + 1}`);
  return cases.length === 0 ? 'null::utinyint' : `(case ${cases.join(' ')} end)::utinyint`;
}

function textOfBroken(rules: readonly RowRule[], code: string): string {
  const cases = rules.map(({ column }, index) => `when ${index + 1} then ${textName(column)}`);
  if (cases.length === 0) return 'null::varchar';
  // Of rows that break none, nearly all, no rule is looked at again.
  return `case when ${code} is not null then case ${code} ${cases.join(' ')} end end`;
}
