import { type NamedSegment, nameAbsent } from '../../models/segments/name-segments.ts';
import { EMPTY_SEGMENT } from '../../models/segments/segmentation.ts';
import { stringsOf } from '../../platform/duckdb/column-table.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';
import type { People } from './read-people.ts';

/** Everyone's segment with its name. */
export interface NamedAssignment {
  readonly people: People;
  readonly segments: readonly string[];
  readonly named: readonly NamedSegment[];
  readonly language: 'ko' | 'en';
}

/** Write `segments`: one row per registered customer (design, section 7). */
export async function writeSegments(
  session: DuckDBSession,
  path: string,
  { people, segments, named, language }: NamedAssignment,
): Promise<void> {
  const byId = new Map(named.map((segment) => [segment.segment, segment]));
  const names = segments.map((id, row) =>
    id === EMPTY_SEGMENT ? nameAbsent(people.recencyDays[row]!) : byId.get(id)!,
  );
  await session.appendColumns('segments', {
    customer_id: [...people.activity.customers],
    segment_id: [...segments],
    segment_name: names.map(({ name }) => name[language]),
    customer_type: names.map(({ type }) => type),
  });
  await session.copyToParquet({ table: 'segments' }, path, { orderBy: ['customer_id'] });
}

/** The segment of each customer, from a file that `writeSegments` wrote. */
export async function readSegments(session: DuckDBSession, path: string): Promise<Map<string, string>> {
  const table = await session.columns(
    'select customer_id, segment_id from read_parquet($path) order by customer_id',
    { path },
  );
  const ids = stringsOf(table, 'segment_id');
  return new Map(
    stringsOf(table, 'customer_id').map((customer, row) => [String(customer), String(ids[row])]),
  );
}
