import { isRowMaker, type SyntaxNode, type SyntaxTree, walkNodes } from './syntax-node.ts';

/** Columns of one table that a SELECT shows under their own names. */
export interface PassedColumns {
  /** Such as `intermediate.int_visits`. */
  readonly table: string;
  readonly columns: ReadonlySet<string>;
}

/**
 * What a SELECT passes on of a table whose rows it shows once each or not at all. Undefined for any SELECT of which that
 * is not certain from its syntax tree.
 */
export function listPassed(canonical: string): PassedColumns | undefined {
  const { statements } = JSON.parse(canonical) as SyntaxTree;
  const { type, aggregate_handling, group_expressions, select_list, from_table } = statements[0]!.node;
  if (type !== 'SELECT_NODE' || aggregate_handling !== 'STANDARD_HANDLING') return undefined;
  if ((group_expressions as readonly unknown[]).length > 0) return undefined;
  const { type: kind, schema_name, table_name, column_name_alias } = from_table as SyntaxNode;
  if (kind !== 'BASE_TABLE' || schema_name === '') return undefined;
  if ((column_name_alias as readonly unknown[]).length > 0) return undefined;
  const shown = select_list as readonly SyntaxNode[];
  if ([...walkNodes(shown)].some(isRowMaker)) return undefined;
  // With a name before it, a column may be part of another one.
  const columns = shown
    .filter((column) => column.class === 'COLUMN_REF' && column.alias === '')
    .map(({ column_names }) => column_names as readonly string[])
    .flatMap((names) => (names.length === 1 ? names : []));
  return { table: `${schema_name}.${table_name}`, columns: new Set(columns) };
}
