import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { listAggregated } from './list-aggregated.ts';
import { listPassed } from './list-passed.ts';
import type { SqlModel } from './sql-model.ts';

/**
 * Count the rows of a model that was built, and make sure that each is the only one of its grain.
 * @throws Error with the count when rows of the built model share their grain or lack a part of it
 */
export async function countSound(session: DuckDBSession, model: SqlModel): Promise<number> {
  const columns = model.grain.map(quoteName).join(', ');
  const missing = model.grain.map((column) => `${quoteName(column)} is null`).join(' or ');
  // Hashes that all differ are of grains that all differ, and cost a fraction of grouping by the grains.
  const unique = (await isGrouped(session, model)) ? 'true' : `count(distinct hash(${columns})) = count(*)`;
  const [quick] = await session.rows<{ rows: number; sound: boolean }>(
    `select count(*) as rows, ${unique} and count(*) filter (${missing}) = 0 as sound
     from ${quoteName(model.name)}`,
  );
  if (quick!.sound) return quick!.rows;
  // Only the count: a failing row may name a customer, and Temporal keeps the text of a failure in the open.
  const [found] = await session.rows<{ breaches: number }>(
    `select count(*) as breaches from (select 1 from ${quoteName(model.name)}
    group by ${columns} having count(*) > 1 or ${missing})`,
  );
  const breaches = found?.breaches ?? 0;
  if (breaches === 0) return quick!.rows;
  throw new Error(
    `grain ${model.grain.join(', ')} is broken ${breaches} times (expected unique and not null)`,
  );
}

/** Whether a model shows rows of one that was `checked` before it, each once at most: such rows are sound as they are. */
export function isPassed({ grain, canonical }: SqlModel, checked: readonly SqlModel[]): boolean {
  const passed = listPassed(canonical);
  const source = checked.find(({ name }) => name === passed?.table);
  return (
    source !== undefined &&
    grain.every((column) => source.grain.includes(column) && passed!.columns.has(column)) &&
    source.grain.length === grain.length
  );
}

/** Rows that a GROUP BY has just made one of need not be counted again: a tenth of the time that tables take. */
async function isGrouped(session: DuckDBSession, { name, grain, canonical }: SqlModel): Promise<boolean> {
  const aggregated = listAggregated(canonical);
  if (aggregated === undefined) return false;
  const columns = await session.columnNames(name);
  return columns.every((column) => aggregated.has(column) || grain.includes(column));
}
