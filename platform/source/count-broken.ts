import type { RowRule } from '../../models/contracts/tables/row-rules.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { type NamedRule, sourceRow } from './quarantine.ts';
import type { Reject } from './rejects.ts';

/** Rows that break one rule, with the first of them. */
export interface Finding extends NamedRule {
  fix: string;
  severity: 'error' | 'warn';
  count: number;
  /** Number of the first such row in its file, 1 after the header. */
  row: number;
  value: string | null;
  /** Share of the rows that may break this very rule; otherwise the table's own limit counts. */
  limit?: number;
}

type LimitedRule = NamedRule & { fix: string; limit?: number };

/** Count the rows of `checked` by the rule they break, refused lines included, most frequent first. */
export async function countBroken(
  session: DuckDBSession,
  {
    rules,
    warnings,
    rejects,
  }: { rules: readonly LimitedRule[]; warnings: readonly RowRule[]; rejects: readonly Reject[] },
): Promise<Finding[]> {
  const found = [
    ...(await countCodes(session, 'problem', rules, rejects)),
    ...(await countCodes(session, 'caution', warnings, rejects)),
    ...countRejects(rejects),
  ];
  return found.sort((a, b) => b.count - a.count);
}

async function countCodes(
  session: DuckDBSession,
  code: 'problem' | 'caution',
  rules: readonly LimitedRule[],
  rejects: readonly Reject[],
): Promise<Finding[]> {
  const row = sourceRow(rejects);
  const counts = await session.rows<{ code: number; count: number; row: number; value: string | null }>(
    `select ${code}::integer as code, count(*)::bigint as count, min(${row.sql})::bigint as row,
       arg_min(coalesce(${code}_value, ''), rowid) as value
     from checked where ${code} <= $known group by ${code}`,
    { ...row.params, known: rules.length },
  );
  return counts.flatMap(({ code: place, ...rest }) => {
    const rule = rules[place - 1];
    return rule === undefined ? [] : [{ ...rule, severity: code === 'problem' ? 'error' : 'warn', ...rest }];
  });
}

function countRejects(rejects: readonly Reject[]): Finding[] {
  const findings = new Map<string, Finding>();
  for (const { line, text, rule, lines } of rejects) {
    const known = findings.get(rule);
    if (known !== undefined) known.count += lines;
    else
      findings.set(rule, {
        column: '',
        rule,
        fix: 'quote cells that hold a separator, and double quotation marks inside them',
        severity: 'error',
        count: lines,
        row: line - 1,
        value: text.slice(0, 80),
      });
  }
  return [...findings.values()];
}
