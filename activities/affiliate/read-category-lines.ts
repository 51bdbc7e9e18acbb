import type { CategoryLines } from '../../models/segments/find-unusual-categories.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';

/** Lines by segment and category of the year. @param segments of each customer, and how many members they have */
export async function readCategoryLines(
  session: DuckDBSession,
  { categories, segments }: { categories: string; segments: string },
): Promise<CategoryLines> {
  const sizes = await session.rows<{ segment: string; customers: number }>(
    'select segment_id as segment, count(*)::integer as customers from read_parquet($segments) group by all order by all',
    { segments },
  );
  const cells = await session.rows<{ segment: string; category: string; lines: number }>(
    `select segment_id as segment, category, sum(lines)::integer as lines
     from read_parquet($categories) join read_parquet($segments) using (customer_id) group by all order by all`,
    { categories, segments },
  );
  const ids = sizes.map(({ segment }) => segment);
  const names = [...new Set(cells.map(({ category }) => category))].sort();
  const place = new Map(names.map((name, column) => [name, column]));
  const lines = new Float64Array(ids.length * names.length);
  for (const cell of cells) {
    lines[ids.indexOf(cell.segment) * names.length + place.get(cell.category)!] = cell.lines;
  }
  return { segments: ids, customers: sizes.map(({ customers }) => customers), categories: names, lines };
}
