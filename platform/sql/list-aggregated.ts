import { ctesOf, isRowMaker, type SyntaxNode, type SyntaxTree, walkNodes } from './syntax-node.ts';

/** Any other function counts as none, so that its column is held against the grain. */
const aggregates = new Set([
  'any_value',
  'avg',
  'bool_and',
  'bool_or',
  'count',
  'count_star',
  'list',
  'max',
  'max_by',
  'median',
  'min',
  'min_by',
  'quantile_disc',
  'sum',
]);

/**
 * The columns that aggregate, of a SELECT whose rows are those of one GROUP BY ALL: no two of them are alike in the
 * others. Undefined for any SELECT of which that is not certain from its syntax tree.
 */
export function listAggregated(canonical: string): ReadonlySet<string> | undefined {
  const { statements } = JSON.parse(canonical) as SyntaxTree;
  const node = followStars(statements[0]!.node);
  if (node.type !== 'SELECT_NODE' || node.aggregate_handling !== 'FORCE_AGGREGATES') return undefined;
  const aggregated = new Set<string>();
  for (const column of node.select_list as readonly SyntaxNode[]) {
    const parts = [...walkNodes(column)];
    const isSure = parts.every(
      (part) =>
        part.class !== 'SUBQUERY' &&
        part.class !== 'WINDOW' &&
        !isRowMaker(part) &&
        (part.class !== 'STAR' || (part === column && part.columns === false)),
    );
    if (!isSure) return undefined;
    if (parts.some(isAggregate)) aggregated.add(String(column.alias));
  }
  return aggregated;
}

/** The CTE whose rows a SELECT passes on, all columns and nothing else; filters and orders make no rows. */
function followStars(outer: SyntaxNode): SyntaxNode {
  const ctes = new Map(ctesOf(outer).map(({ key, value }) => [key, value]));
  let node = outer;
  // A CTE reads only those before it, so that this ends.
  while (isPlainStar(node) && (node === outer || isEmpty(ctesOf(node)))) {
    const cte = ctes.get(tableOf(node));
    if (cte === undefined || !isEmpty(cte.aliases)) break;
    node = (cte.query as SyntaxNode).node as SyntaxNode;
  }
  return node;
}

function isPlainStar({ type, select_list, aggregate_handling, group_expressions }: SyntaxNode): boolean {
  if (type !== 'SELECT_NODE' || aggregate_handling !== 'STANDARD_HANDLING') return false;
  const [star, ...others] = select_list as readonly SyntaxNode[];
  const changes = ['exclude_list', 'qualified_exclude_list', 'rename_list', 'replace_list'];
  return (
    others.length === 0 &&
    star?.class === 'STAR' &&
    star.columns === false &&
    [group_expressions, ...changes.map((change) => star[change])].every(isEmpty)
  );
}

/** Name of the CTE that a SELECT reads alone and as it is; empty where it reads anything else. */
function tableOf({ from_table }: SyntaxNode): string {
  const { type, schema_name, table_name, column_name_alias } = from_table as SyntaxNode;
  return type === 'BASE_TABLE' && schema_name === '' && isEmpty(column_name_alias) ? String(table_name) : '';
}

function isEmpty(list: unknown): boolean {
  return (list as readonly unknown[]).length === 0;
}

function isAggregate({ class: kind, function_name }: SyntaxNode): boolean {
  return kind === 'FUNCTION' && aggregates.has(String(function_name));
}
