import type { DuckDBSession } from '../duckdb/session.ts';

/** A part of a syntax tree as DuckDB serialises it. */
export type SyntaxNode = Readonly<Record<string, unknown>>;

/** The syntax tree of statements. */
export interface SyntaxTree {
  readonly statements: ReadonlyArray<{ readonly node: SyntaxNode }>;
}

/** The syntax tree of a SELECT as JSON, without positions; of another text, what is wrong with it. */
export async function serializeSelect(session: DuckDBSession, text: string): Promise<string> {
  const [row] = await session.rows<{ tree: string }>(
    'select json_serialize_sql($text::varchar)::varchar as tree',
    { text },
  );
  return row!.tree.replaceAll(/,"query_location":\d+|"query_location":\d+,/g, '');
}

/** The CTEs of a part, in their order. */
export function ctesOf({ cte_map }: SyntaxNode): ReadonlyArray<{ key: string; value: SyntaxNode }> {
  const { map = [] } = (cte_map ?? {}) as { map?: ReadonlyArray<{ key: string; value: SyntaxNode }> };
  return map;
}

/** A part and all the parts in it, outermost first. */
export function* walkNodes(value: unknown): Generator<SyntaxNode> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as SyntaxNode;
  for (const child of Object.values(value)) yield* walkNodes(child);
}

const rowMakers = new Set(['unlist', 'unnest']);

/** Whether a function returns more rows than it is given. */
export function isRowMaker({ function_name }: SyntaxNode): boolean {
  return rowMakers.has(String(function_name));
}
