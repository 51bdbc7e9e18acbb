import { loadRows } from './load-rows.ts';
import type { SampleSession } from './session.ts';

const RANGE = { value: 'INTEGER', first: 'INTEGER', count: 'INTEGER' } as const;

/** Creates `<name>_ranges` from slot ranges and `<name>_slots` with one row per slot. */
export async function loadSlots(
  session: SampleSession,
  name: string,
  keys: Record<string, 'INTEGER' | 'VARCHAR'>,
  ranges: readonly object[],
): Promise<void> {
  await loadRows(session, `${name}_ranges`, { ...keys, ...RANGE }, ranges);
  await session.run(
    `create or replace table ${name}_slots as
    select * exclude (first, count), unnest(range(first, first + count))::integer as slot from ${name}_ranges`,
  );
}
