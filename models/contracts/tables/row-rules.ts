import type { ColumnContract, ColumnType, TableContract } from './table-contract.ts';
import { HOW_TO_WRITE } from './typed-sql.ts';

/** One thing that can be wrong with one column of a row. */
export interface RowRule {
  column: string;
  /** Reads on from "rows": `are not a day`. */
  rule: string;
  fix: string;
  severity: 'error' | 'warn';
  /** SQL condition over the typed columns and, under `textName`, the texts they were read from. */
  when: string;
}

/** Outside these a date is a mistake, whatever it parses as. */
const [FIRST_DAY, LAST_DAY] = ['1990-01-01', '2100-01-01'];

const NOUNS: Record<ColumnType, string> = {
  text: 'a text',
  integer: 'a whole number',
  money: 'an amount',
  boolean: 'true or false',
  day: 'a day',
  timestamp: 'a time',
  seconds: 'a duration',
};

/** Name under which a column's text stands beside its typed value. */
export function textName(column: string): string {
  return `"${column}.text"`;
}

/** Every rule of a table's rows, in the order of its columns; a row is charged with the first it breaks. */
export function listRowRules({ columns }: TableContract): RowRule[] {
  return Object.entries(columns).flatMap(([name, column]) => listColumnRules(name, column));
}

function listColumnRules(name: string, column: ColumnContract): RowRule[] {
  const value = `"${name}"`;
  const { type, min, max, notBefore, severity = 'error' } = column;
  const rules: Array<Pick<RowRule, 'rule' | 'fix' | 'when'>> = [];
  if (type !== 'text')
    rules.push({
      rule: `are not ${NOUNS[type]}`,
      fix: HOW_TO_WRITE[type],
      when: `${value} is null and ${textName(name)} is not null`,
    });
  if (column.nullable !== true)
    rules.push({ rule: 'are empty', fix: 'fill it in', when: `${value} is null` });
  if (min !== undefined)
    rules.push({ rule: `are below ${min}`, fix: possible(column), when: `${value} < ${min}` });
  if (max !== undefined)
    rules.push({ rule: `are above ${max}`, fix: possible(column), when: `${value} > ${max}` });
  if (type === 'day' || type === 'timestamp')
    rules.push({
      rule: `are not between ${FIRST_DAY} and ${LAST_DAY}`,
      fix: 'correct the year',
      when: `(${value} < '${FIRST_DAY}' or ${value} >= '${LAST_DAY}')`,
    });
  if (notBefore !== undefined)
    rules.push({
      rule: `are before ${notBefore}`,
      fix: 'correct one of the two',
      when: `${value} < "${notBefore}"`,
    });
  return rules.map((rule) => ({ column: name, severity, ...rule }));
}

function possible({ about, min, max }: ColumnContract): string {
  return `${about}: expected ${[min === undefined ? '' : `at least ${min}`, max === undefined ? '' : `at most ${max}`].filter(Boolean).join(', ')}`;
}
