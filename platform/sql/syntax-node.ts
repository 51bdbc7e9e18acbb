/** A part of a syntax tree as DuckDB serialises it. */
export type SyntaxNode = Readonly<Record<string, unknown>>;

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
