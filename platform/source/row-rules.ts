import type { ColumnContract, TableContract } from '../../models/contracts/tables/table-contract.ts';
import { dayOf } from './readers.ts';

/** A typed expression for each type of the contract; null where the text is not such a value. */
const CASTS: Record<ColumnContract['type'], (column: string) => string> = {
  text: quote,
  // 1.0 is an integer, as spreadsheets write it; 1.5 is none, though a cast would round it.
  integer: (column) =>
    `if(try_cast(${quote(column)} as double) % 1 = 0, try_cast(${quote(column)} as bigint), null)`,
  day: dayOf,
  money: (column) => `try_cast(${quote(column)} as decimal(18, 2))`,
};

const NOUNS = { text: 'a text', integer: 'an integer', day: 'a day', money: 'an amount' } as const;

/** Typed expressions of the contract's columns, in its order. */
export function typedColumns(contract: TableContract): string {
  return Object.entries(contract.columns)
    .map(([name, column]) => `${CASTS[column.type](name)} as ${quote(name)}`)
    .join(', ');
}

/** The first rule that a row breaks, as `problem`, the column and the value: null for a good row. */
export function firstProblem(contract: TableContract): string {
  const rules = Object.entries(contract.columns).flatMap(([name, column]) => brokenRules(name, column));
  const pick = (value: (rule: BrokenRule) => string) =>
    `case when false then null ${rules.map((rule) => `when ${rule.when} then ${value(rule)}`).join(' ')} end`;
  return [
    `${pick(({ rule }) => `'${rule}'`)} as problem`,
    `${pick(({ name }) => `'${name}'`)} as problem_column`,
    `${pick(({ name }) => quote(name))} as problem_value`,
  ].join(', ');
}

interface BrokenRule {
  name: string;
  when: string;
  rule: string;
}

function brokenRules(name: string, column: ColumnContract): BrokenRule[] {
  const text = quote(name);
  const typed = CASTS[column.type](name);
  const rules = [];
  if (!column.nullable) rules.push({ name, when: `${text} is null`, rule: 'missing' });
  if (column.type !== 'text')
    rules.push({
      name,
      when: `${text} is not null and ${typed} is null`,
      rule: `not ${NOUNS[column.type]}`,
    });
  if (column.min !== undefined)
    rules.push({ name, when: `${typed} < ${column.min}`, rule: `below ${column.min}` });
  if (column.max !== undefined)
    rules.push({ name, when: `${typed} > ${column.max}`, rule: `above ${column.max}` });
  return rules;
}

/** Column names come from our own contracts, where a pattern keeps them plain. */
function quote(name: string): string {
  return `"${name}"`;
}
