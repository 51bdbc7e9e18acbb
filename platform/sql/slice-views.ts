import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { artifactOf } from './artifact-of.ts';
import type { Cut, Slice } from './cut-rows.ts';

/** A table of which a view shows one slice at a time. */
export interface SlicedTable {
  readonly view: string;
  readonly source: string;
  /** By whose values rows are in slices. */
  readonly column: string;
}

const ALL: Slice = { from: null, until: null };

/** Which of these tables, raw or built, have the column by which rows are in slices; their sources are to be in schema `whole`. */
export async function listSlicedTables(
  session: DuckDBSession,
  names: readonly string[],
  { column, rawColumn, tables }: Cut,
): Promise<SlicedTable[]> {
  const sliced: SlicedTable[] = [];
  for (const name of names) {
    const table = artifactOf(name);
    const isRaw = name.startsWith('raw.');
    const isSliced = isRaw ? tables.includes(table) : (await session.columnNames(name)).includes(column);
    if (isSliced) sliced.push({ view: name, source: `whole.${table}`, column: isRaw ? rawColumn : column });
  }
  return sliced;
}

/**
 * Create or replace views that show all rows of their tables until `showSlice` says otherwise. Rows without a value are in
 * the first slice.
 */
export async function createSliceViews(
  session: DuckDBSession,
  tables: readonly SlicedTable[],
): Promise<void> {
  await showSlice(session, ALL);
  for (const { view, source, column } of tables) {
    const value = quoteName(column);
    // A view takes no parameters, but what it reads from variables is known early enough to skip other slices' rows.
    await session.run(
      `create or replace view ${quoteName(view)} as select * from ${quoteName(source)}
       where getvariable('slice_from') is null and ${value} is null
         or (getvariable('slice_from') is null or ${value} >= getvariable('slice_from')::varchar)
           and (getvariable('slice_until') is null or ${value} < getvariable('slice_until')::varchar)`,
    );
  }
}

/** Put views in the place of those of these tables that are in slices, over their Parquet files, which `paths` has by artifact name. */
export async function viewInSlices(
  session: DuckDBSession,
  names: readonly string[],
  { cut, paths }: { readonly cut: Cut; readonly paths: Readonly<Record<string, string>> },
): Promise<void> {
  const tables = await listSlicedTables(session, names, cut);
  await session.run('create schema if not exists whole');
  for (const { view, source } of tables) await session.viewParquet(source, paths[artifactOf(view)]!);
  await createSliceViews(session, tables);
}

/** Let all views of slices show this one, or all rows. */
export async function showSlice(session: DuckDBSession, { from, until }: Slice = ALL): Promise<void> {
  await session.run('set variable slice_from = $from', { from });
  await session.run('set variable slice_until = $until', { until });
}
