import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { type CodeTypes, encodeCodes, listedCode } from './code-types.ts';
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
  const templates = await listTemplates(session, types);
  renamed.select_list = renamed.select_list.map((column) => {
    const template = templates.get(nameOf(column));
    if (template === undefined) return column;
    const code = column.class === 'COLUMN_REF' ? template.ofColumn : template.ofValue;
    return putInto(code, { ...column, alias: '' }) as SyntaxNode;
  });
  const [row] = await session.rows<{ text: string }>('select json_deserialize_sql($tree::json) as text', {
    tree: JSON.stringify(tree),
  });
  return encodeCodes(session, row!.text, types, { described: text });
}

/** The SELECT of the CTE `renamed`. */
function findRenamed(outer: SyntaxNode): { select_list: readonly SyntaxNode[] } | undefined {
  const query = ctesOf(outer).find(({ key }) => key === 'renamed')?.value.query as SyntaxNode | undefined;
  const node = query?.node as SyntaxNode | undefined;
  return node?.type === 'SELECT_NODE' ? (node as { select_list: readonly SyntaxNode[] }) : undefined;
}

/** How DuckDB writes down the code of a column of a file, and of another expression, `PLACEHOLDER`. */
interface CodeTemplate {
  readonly ofColumn: SyntaxNode;
  readonly ofValue: SyntaxNode;
}

const PLACEHOLDER = 'crosslift_text';

/** Templates by the name of the column that they make, which is their alias. */
async function listTemplates(session: DuckDBSession, types: CodeTypes): Promise<Map<string, CodeTemplate>> {
  const columns = [...types].flatMap(([name, type]) =>
    [listedCode(PLACEHOLDER, type), `${PLACEHOLDER}::${type}`].map((sql) => `${sql} as ${quoteName(name)}`),
  );
  const tree = JSON.parse(await serializeSelect(session, `select ${columns.join(', ')}`)) as SyntaxTree;
  const made = tree.statements[0]!.node.select_list as readonly SyntaxNode[];
  return new Map(
    [...types.keys()].map((name, place) => [
      name,
      { ofColumn: made[2 * place]!, ofValue: made[2 * place + 1]! },
    ]),
  );
}

/** A part of a syntax tree with another in the place of each `PLACEHOLDER`. */
function putInto(value: unknown, text: SyntaxNode): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((child) => putInto(child, text));
  const node = value as SyntaxNode;
  if (node.class === 'COLUMN_REF' && nameOf(node) === PLACEHOLDER) return text;
  return Object.fromEntries(Object.entries(node).map(([name, child]) => [name, putInto(child, text)]));
}

/** What a column is called: by its alias, or as where it is from. */
function nameOf({ alias, column_names }: SyntaxNode): string {
  const names = (column_names ?? []) as readonly string[];
  return String(alias || names.at(-1) || '');
}
