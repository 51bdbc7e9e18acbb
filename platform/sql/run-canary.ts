import type { SqlParams } from '../duckdb/bind-params.ts';
import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { artifactOf } from './artifact-of.ts';
import { buildModels } from './build-models.ts';
import { selectParams } from './select-params.ts';
import type { SqlModel, SqlProject } from './sql-model.ts';
import { withSource } from './with-source.ts';

/** Which raw tables to replace, what to build from them, and which of its rows and columns must not move. */
export interface CanaryRequest {
  /** Folder below `canaries/`. */
  readonly canary: string;
  /** The model that must not move; it is in the session as it was built from the true raw tables, they beside it. */
  readonly target: string;
  /** Values that pick the compared rows, by column; bound as parameters of the canary, too. */
  readonly slice: Readonly<Record<string, string>>;
  /** Columns that may move, since they tell the outcome. */
  readonly outcomes: readonly string[];
  /** What the models are built with. */
  readonly params: SqlParams;
}

/** What moved. */
export interface CanaryResult {
  /** Rows of the slice before. */
  readonly rows: number;
  /** Rows that have another value, or are there only before or only after. */
  readonly changed: number;
  /** Columns with another value in some row, in the table's order. */
  readonly columns: readonly string[];
}

/**
 * Build one model again from raw tables of which the canary has changed only what the model must not know, and
 * compare. What the canary reads and replaces is put back; whatever else the model rests on stays as it was built.
 */
export async function runCanary(
  session: DuckDBSession,
  project: SqlProject,
  request: CanaryRequest,
): Promise<CanaryResult> {
  const { canary, target, params } = request;
  const tables = findCanary(project, canary);
  // Copies rather than a transaction: in one, DuckDB does not know how large a table is, and joins it ten times slower.
  const used = tables.flatMap(({ name, references }) => [...references, rawOf(name)]);
  const kept = new Map([...new Set([...used, target])].map((name, place) => [name, `kept_${place}`]));
  for (const [name, copy] of kept)
    await session.run(`create or replace temp table ${copy} as from ${quoteName(name)}`);
  try {
    await replaceRaw(session, tables, request);
    await buildModels(session, project, { targets: [target], params });
    return await compare(session, project, request, kept.get(target)!);
  } finally {
    for (const [name, copy] of kept) {
      await session.run(`create or replace table ${quoteName(name)} as from ${copy}`);
      await session.run(`drop table ${copy}`);
    }
  }
}

function findCanary({ canaries }: SqlProject, canary: string): SqlModel[] {
  const tables = canaries.filter(({ name }) => name.startsWith(`${canary}.`));
  if (tables.length > 0) return tables;
  const known = new Set(canaries.map(({ name }) => name.slice(0, name.indexOf('.'))));
  throw new Error(`no canary ${canary} (expected one of ${[...known].join(', ')})`);
}

/** The raw table that a canary's table stands in for. */
function rawOf(name: string): string {
  return `raw.${artifactOf(name)}`;
}

/** All are made before the first is replaced, so that none sees the change of another. */
async function replaceRaw(
  session: DuckDBSession,
  tables: readonly SqlModel[],
  { canary, slice, params }: CanaryRequest,
): Promise<void> {
  await session.run(`create schema if not exists ${quoteName(canary)}`);
  for (const table of tables) {
    await withSource(table.file, () =>
      session.run(
        `create or replace table ${quoteName(table.name)} as (\n${table.text}\n)`,
        selectParams(table, { ...params, ...slice }),
      ),
    );
  }
  for (const { name } of tables) {
    await session.run(`create or replace table ${quoteName(rawOf(name))} as from ${quoteName(name)}`);
  }
}

async function compare(
  session: DuckDBSession,
  project: SqlProject,
  { target, slice, outcomes }: CanaryRequest,
  kept: string,
): Promise<CanaryResult> {
  const grain = project.models.find(({ name }) => name === target)!.grain;
  const { columns } = await session.describe(`from ${quoteName(target)}`);
  const compared = columns.map(({ name }) => name).filter((name) => ![...outcomes, ...grain].includes(name));
  const where = Object.keys(slice)
    .map((name) => `${quoteName(name)} = $${name}`)
    .join(' and ');
  const moved = compared.map(
    (name) => `was.${quoteName(name)} is distinct from now.${quoteName(name)} as ${quoteName(name)}`,
  );
  const [counts] = await session.rows<Record<string, number>>(
    `with
      was as (select *, true as is_there from ${kept} where ${where}),
      now as (select *, true as is_there from ${quoteName(target)} where ${where}),
      compared as (
        select was.is_there as was_there, was.is_there is distinct from now.is_there as lone, ${moved.join(', ')}
        from was full join now using (${grain.map(quoteName).join(', ')})
      )
    select
      count(was_there) as rows,
      count(*) filter (lone or ${compared.map(quoteName).join(' or ')}) as changed,
      ${compared.map((name) => `count(*) filter (${quoteName(name)}) as ${quoteName(`moved_${name}`)}`).join(', ')}
    from compared`,
    slice,
  );
  const { rows = 0, changed = 0 } = counts!;
  return { rows, changed, columns: compared.filter((name) => counts![`moved_${name}`]! > 0) };
}
