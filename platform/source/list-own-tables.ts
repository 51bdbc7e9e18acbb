import { tmpdir } from 'node:os';
import { type DuckDBSession, openSession } from '../duckdb/session.ts';
import { ctesOf, type SyntaxNode, serializeSelect, walkNodes } from '../sql/syntax-node.ts';

/** Table functions that make rows out of their arguments; any other would read past the source's files. */
const TABLE_FUNCTIONS = new Set(['generate_series', 'range', 'unnest']);

/**
 * The company's own tables that a mapping reads, in the order of their first mention.
 * @param text one bare SELECT
 * @throws Error for anything else, and for readers of other files
 */
export async function listOwnTables(text: string): Promise<string[]> {
  const session = await openSession({ memoryLimitMb: 64, threads: 1, scratchDir: tmpdir() });
  try {
    return collectTables(await parse(session, text));
  } finally {
    await session.close();
  }
}

async function parse(session: DuckDBSession, text: string): Promise<SyntaxNode> {
  const tree = JSON.parse(await serializeSelect(session, text)) as SyntaxNode;
  if (tree.error === true) throw new Error(`is not one SELECT: ${String(tree.error_message).split('\n')[0]}`);
  if (!Array.isArray(tree.statements) || tree.statements.length !== 1)
    throw new Error('is not one SELECT (a mapping holds exactly one)');
  return tree;
}

function collectTables(tree: SyntaxNode): string[] {
  const nodes = [...walkNodes(tree)];
  const ctes = new Set(nodes.flatMap(ctesOf).map(({ key }) => key));
  const tables = new Map<string, string>();
  for (const node of nodes) {
    if (node.class === 'PARAMETER')
      throw new Error(`uses parameter $${node.identifier} (a mapping takes no parameters)`);
    if (node.type === 'TABLE_FUNCTION') refuseReader(String((node.function as SyntaxNode).function_name));
    if (node.type !== 'BASE_TABLE') continue;
    const [schema, table] = [String(node.schema_name), String(node.table_name)];
    if (schema !== '') throw new Error(`reads ${schema}.${table} (name the file alone: ${table})`);
    if (!ctes.has(table) && !tables.has(table.toLowerCase())) tables.set(table.toLowerCase(), table);
  }
  if (tables.size === 0) throw new Error('reads no file (expected a table named like a file beside it)');
  return [...tables.values()];
}

function refuseReader(name: string): void {
  if (!TABLE_FUNCTIONS.has(name))
    throw new Error(
      `calls ${name}(), which reads past the source (name a file beside the mapping as a table)`,
    );
}
