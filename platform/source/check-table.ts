import { basename } from 'node:path';
import type { TableContract } from '../../models/contracts/tables/table-contract.ts';
import type { ReadOptions } from '../../models/contracts/tables/typed-sql.ts';
import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { checkKeys } from './check-keys.ts';
import { checkReference } from './check-references.ts';
import { countBroken, type Finding } from './count-broken.ts';
import { countLostLines, lostReject } from './count-lost-lines.ts';
import { forgetValues } from './distinct-values.ts';
import type { FoundTable } from './found-table.ts';
import { closeRelation, openRelation } from './open-relation.ts';
import type { PreparedFile } from './prepare-file.ts';
import { type NamedRule, quarantineRows } from './quarantine.ts';
import { readable } from './readable.ts';
import { type Reject, takeRejects } from './rejects.ts';
import { resolveColumns } from './resolve-columns.ts';
import { FileFault } from './source-problem.ts';
import { splitRules, typeRows } from './type-rows.ts';

/** What is known of a table whose rows were read into `checked`. */
export interface CheckedTable {
  contract: TableContract;
  file: string;
  /** Rows in the file, refused ones included. */
  rows: number;
  /** Rows let in. */
  good: number;
  /** Rows quarantined. */
  bad: number;
  /** Rows that repeat another in full, merged or not. */
  identical: number;
  /** Rows that are quarantined or let in with a warning, by rule. */
  findings: Finding[];
  /** Day of the newest event, `YYYY-MM-DD`; absent in a table that has no events. */
  newest?: string | null;
}

/** What a table is read with. */
export interface TableCheck {
  table: FoundTable;
  prepared: readonly PreparedFile[];
  options: ReadOptions;
  /** Tables whose keys are known: references to others are not checked. */
  known: ReadonlySet<string>;
}

/**
 * Read a table into `checked`, hold every row against its contract, and append those refused to the quarantine.
 * @throws FileFault when the file cannot be read, lacks a column, or has no row
 */
export async function checkTable(
  session: DuckDBSession,
  { table, prepared, options, known }: TableCheck,
): Promise<CheckedTable> {
  const { contract } = table;
  const rejects = await readRows(session, { table, prepared, options });
  const { errors, warnings } = splitRules(contract);
  const rules: Array<NamedRule & { fix: string }> = [...errors];
  const references = (contract.references ?? []).filter(({ table: name }) => known.has(name));
  rules.push({
    column: (contract.key ?? []).join(', '),
    rule: 'repeat a key with other values',
    fix: 'keep one row per key',
  });
  const { identical } = await checkKeys(session, contract, rules.length);
  const kept: Finding[] = [];
  for (const reference of references) {
    const rule = {
      column: reference.column,
      rule: `are not in ${reference.table}`,
      fix: `add them to ${reference.table}, or correct the code`,
      limit: reference.maxShare,
    };
    if (reference.orphans === 'quarantine') rules.push(rule);
    const code = reference.orphans === 'quarantine' ? rules.length : undefined;
    const { count, at, value } = await checkReference(session, reference, code);
    if (count > 0 && code === undefined)
      kept.push({ ...rule, severity: 'warn', count, row: (at ?? 0) + 1, value });
  }
  const file = basename(table.path);
  await quarantineRows(session, { table: contract.name, file, rules, rejects });
  const broken = await countBroken(session, { rules, warnings, rejects });
  const lost = rejects.reduce((sum, { lines }) => sum + lines, 0);
  const [counts] = await session.rows<{ good: number; bad: number; merged: number; newest: string | null }>(
    `select count(*) filter (problem is null)::bigint as good, count(*) filter (problem <= $known)::bigint as bad,
       count(*) filter (problem > $known)::bigint as merged, ${newestOf(contract)} as newest from checked`,
    { known: rules.length },
  );
  const { good, bad, merged, newest } = counts ?? { good: 0, bad: 0, merged: 0, newest: null };
  const rows = good + bad + merged + lost;
  // A mapping that returns nothing says so on purpose: not every company has partners.
  if (rows === 0 && table.mapping === undefined)
    throw new FileFault(`has a header but no rows (table ${contract.name}; export it again)`);
  return {
    contract,
    file,
    rows,
    good,
    bad: bad + lost,
    identical,
    findings: [...broken, ...kept],
    ...(contract.event === undefined || rows === 0 ? {} : { newest }),
  };
}

async function readRows(
  session: DuckDBSession,
  { table, prepared, options }: Omit<TableCheck, 'known'>,
): Promise<Reject[]> {
  // What an earlier table left behind is not this one's.
  await takeRejects(session);
  await forgetValues(session);
  const relation = await readable(() => openRelation(session, table, prepared));
  const texts = resolveColumns(table.contract, relation);
  await readable(() => typeRows(session, { contract: table.contract, relation, texts }, options));
  const rejects = await closeRelation(session, table, relation);
  const [only] = prepared;
  if (table.mapping !== undefined || only === undefined) return rejects;
  const [read] = await session.rows<{ rows: number }>('select count(*)::bigint as rows from checked');
  const lost = await countLostLines(session, { prepared: only, relation, rows: read?.rows ?? 0, rejects });
  await takeRejects(session);
  return lost === 0 ? rejects : [...rejects, lostReject(lost, rejects)];
}

function newestOf({ event }: TableContract): string {
  return event === undefined
    ? 'null'
    : `(max(${quoteName(event.column)}) filter (problem is null))::date::varchar`;
}
