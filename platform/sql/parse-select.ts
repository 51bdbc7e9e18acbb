import type { DuckDBSession } from '../duckdb/session.ts';
import { ctesOf, type SyntaxNode, serializeSelect, walkNodes } from './syntax-node.ts';

/** What a SELECT reads and asks for, and its position-free syntax tree. */
export interface ParsedSelect {
  readonly references: readonly string[];
  readonly parameters: readonly string[];
  readonly canonical: string;
}

/** Table functions that make rows out of their arguments; any other would read something unnamed. */
const tableFunctions = new Set(['generate_series', 'range', 'unnest']);
/** These parse as columns but are clocks. */
const clockColumns = new Set([
  'current_date',
  'current_time',
  'current_timestamp',
  'localtime',
  'localtimestamp',
]);

/** Functions whose answer depends on when or where they run, by DuckDB's own account. */
export async function listUnstableFunctions(session: DuckDBSession): Promise<ReadonlySet<string>> {
  const rows = await session.rows<{ name: string }>(
    `select distinct function_name as name from duckdb_functions() where stability <> 'CONSISTENT'`,
  );
  return new Set(rows.map((row) => row.name));
}

/**
 * Parse one bare SELECT with DuckDB's own parser.
 * @throws Error for anything else, and for whatever would make its result depend on more than the
 * tables and parameters it names: unqualified tables, file readers, clocks and random numbers
 */
export async function parseSelect(
  session: DuckDBSession,
  text: string,
  unstable: ReadonlySet<string>,
): Promise<ParsedSelect> {
  refuseSemicolon(text);
  const canonical = await serializeSelect(session, text);
  const tree = JSON.parse(canonical) as SyntaxNode;
  if (tree.error) throw new Error(String(tree.error_message));
  const nodes = [...walkNodes(tree)];
  for (const node of nodes) refuseUnstable(node, unstable);
  return { references: listReferences(nodes), parameters: listParameters(nodes), canonical };
}

function refuseSemicolon(text: string): void {
  const code = text.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');
  if (code.includes(';')) throw new Error('a semicolon (expected one bare select)');
}

function refuseUnstable(node: SyntaxNode, unstable: ReadonlySet<string>): void {
  const name = String(node.function_name ?? '');
  if (node.class === 'FUNCTION' && unstable.has(name)) {
    throw new Error(`${name}() answers differently on each run (pass the value as a $parameter)`);
  }
  const column = node.class === 'COLUMN_REF' && Array.isArray(node.column_names) ? node.column_names : [];
  if (column.length === 1 && clockColumns.has(String(column[0]).toLowerCase())) {
    throw new Error(`${column[0]} is a clock (pass the day as a $parameter)`);
  }
  if (node.type !== 'TABLE_FUNCTION') return;
  const source = String((node.function as SyntaxNode).function_name);
  if (!tableFunctions.has(source))
    throw new Error(`${source}() reads outside the tables (read schema.table)`);
}

function listReferences(nodes: readonly SyntaxNode[]): string[] {
  const ctes = new Set(nodes.flatMap(ctesOf).map(({ key }) => key));
  const references = new Set<string>();
  for (const node of nodes) {
    if (node.type !== 'BASE_TABLE') continue;
    const [schema, table] = [String(node.schema_name), String(node.table_name)];
    if (schema) references.add(`${schema}.${table}`);
    else if (!ctes.has(table)) throw new Error(`${table} is neither a cte nor schema.table`);
  }
  return [...references].sort();
}

function listParameters(nodes: readonly SyntaxNode[]): string[] {
  const names = nodes.filter((node) => node.class === 'PARAMETER').map((node) => String(node.identifier));
  const numbered = names.find((name) => /^\d+$/.test(name));
  if (numbered) throw new Error(`parameter ${numbered} has no name (write $name)`);
  return [...new Set(names)].sort();
}
