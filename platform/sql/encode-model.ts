import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { type CodeTypes, encodeCodes } from './code-types.ts';
import type { SqlModel } from './sql-model.ts';
import { ctesOf, type SyntaxNode, type SyntaxTree, serializeSelect } from './syntax-node.ts';

/**
 * The SELECT of a staging model with its codes as numbers: of its CTE `renamed`, which is where columns get their names, so
 * that what follows groups four bytes instead of texts; and of what it returns.
 */
export async function encodeModel(
  session: DuckDBSession,
  { text, canonical }: Pick<SqlModel, 'text' | 'canonical'>,
  types: CodeTypes,
): Promise<string> {
  const tree = JSON.parse(canonical) as SyntaxTree;
  const renamed = findRenamed(tree.statements[0]!.node);
  if (renamed === undefined || types.size === 0) return encodeCodes(session, text, types);
  const casts = await listCasts(session, types);
  renamed.select_list = renamed.select_list.map((column) => {
    const cast = casts.get(nameOf(column));
    return cast === undefined ? column : { ...cast, child: { ...column, alias: '' } };
  });
  const [row] = await session.rows<{ text: string }>('select json_deserialize_sql($tree::json) as text', {
    tree: JSON.stringify(tree),
  });
  return encodeCodes(session, row!.text, types, text);
}

/** The SELECT of the CTE `renamed`. */
function findRenamed(outer: SyntaxNode): { select_list: readonly SyntaxNode[] } | undefined {
  const query = ctesOf(outer).find(({ key }) => key === 'renamed')?.value.query as SyntaxNode | undefined;
  const node = query?.node as SyntaxNode | undefined;
  return node?.type === 'SELECT_NODE' ? (node as { select_list: readonly SyntaxNode[] }) : undefined;
}

/** How DuckDB writes down a cast to each type, with the column as its alias. */
async function listCasts(session: DuckDBSession, types: CodeTypes): Promise<Map<string, SyntaxNode>> {
  const columns = [...types].map(([name, type]) => `null::${type} as ${quoteName(name)}`);
  const tree = JSON.parse(await serializeSelect(session, `select ${columns.join(', ')}`)) as SyntaxTree;
  const casts = tree.statements[0]!.node.select_list as readonly SyntaxNode[];
  return new Map(casts.map((cast) => [nameOf(cast), cast]));
}

/** What a column is called: by its alias, or as where it is from. */
function nameOf({ alias, column_names }: SyntaxNode): string {
  const names = (column_names ?? []) as readonly string[];
  return String(alias || names.at(-1) || '');
}
