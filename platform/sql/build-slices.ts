import { rm } from 'node:fs/promises';
import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { artifactOf } from './artifact-of.ts';
import type { ArtifactBuild } from './build-artifacts.ts';
import { type BuiltModel, buildInOrder } from './build-models.ts';
import { type CodeTypes, createCodeTypes, encodeCodes } from './code-types.ts';
import type { Cut } from './cut-rows.ts';
import { planStages } from './plan-stages.ts';
import type { SqlModel, SqlProject } from './sql-model.ts';
import { artifactFile, writeTable } from './write-table.ts';

/** What to build of which slices. */
export interface SlicedBuild extends ArtifactBuild {
  readonly cut: Cut;
}

/**
 * Build models a slice at a time. What a later stage reads of a slice waits for it as a Parquet file: a model of slices
 * reads the file of its own slice, a model of all rows reads all of them. Wanted tables are put together from their files.
 */
export async function buildSlices(
  session: DuckDBSession,
  project: SqlProject,
  build: SlicedBuild,
): Promise<BuiltModel[]> {
  const { params, wanted, cut, output, progress } = build;
  const stages = planStages(project.models, cut.column);
  const sliced = new Set(stages.filter(({ isSliced }) => isSliced).flatMap((stage) => namesOf(stage.models)));
  const all = cut.slices.map((_, slice) => slice);
  const filesOf = (table: string, slices = all) =>
    slices.map((slice) => cut.scratch(`${artifactOf(table)}-${slice}.parquet`));
  const turns = stages.map((stage) => stage.models.length * (stage.isSliced ? all.length : 1));
  const built = new Map<string, BuiltModel>();
  const told = { done: 0, of: turns.reduce((sum, count) => sum + count, 0) };

  // What slices are made by has a type for each slice: to sort costs time for each value that a type knows.
  const [ownCodes, sharedCodes] = [true, false].map((isOwn) =>
    project.codes.filter(({ name }) => (artifactOf(name) === cut.column) === isOwn),
  );
  await showRaw(session, build);
  const shared = await createCodeTypes(session, sharedCodes!, params);
  for (const [index, stage] of stages.entries()) {
    const readLater = new Set(stages.slice(index + 1).flatMap((later) => readBy(later.models)));
    const waiting = readBy(stage.models).filter(
      (name) => sliced.has(name) && !namesOf(stage.models).includes(name),
    );
    for (const slices of stage.isSliced ? all.map((slice) => [slice]) : [all]) {
      const [slice] = slices;
      if (stage.isSliced) await showRaw(session, build, slice);
      const own = stage.isSliced ? await createCodeTypes(session, ownCodes!, params) : [];
      const codes = new Map([...shared, ...own]);
      for (const table of waiting) await showFiles(session, table, filesOf(table, slices), codes);
      await buildInOrder(session, stage.models, {
        params: stage.isSliced ? { ...params, slice: slice! } : params,
        codes,
        readLater: stage.isSliced ? new Set() : readLater,
        async onBuilt(model, table) {
          told.done += 1;
          progress(told.done / told.of, model.name);
          built.set(model.name, addRows(table, built.get(model.name)));
          if (stage.isSliced && (wanted.has(model.name) || readLater.has(model.name)))
            await writeTable(session, model, filesOf(model.name, slices)[0]!);
          else if (wanted.has(model.name)) await writeTable(session, model, output(artifactFile(model.name)));
        },
      });
    }
    if (stage.isSliced) await showRaw(session, build);
  }
  for (const table of sliced) {
    if (wanted.has(table)) await session.concatParquet(output(artifactFile(table)), ...filesOf(table));
    await Promise.all(filesOf(table).map((file) => rm(file, { force: true })));
  }
  return [...built.values()];
}

const namesOf = (models: readonly SqlModel[]): string[] => models.map(({ name }) => name);

/** Tables that any of the models reads, once each. */
const readBy = (models: readonly SqlModel[]): string[] => [
  ...new Set(models.flatMap(({ references }) => references)),
];

const addRows = (table: BuiltModel, known: BuiltModel = { ...table, rows: 0, seconds: 0 }): BuiltModel => ({
  name: table.name,
  rows: table.rows + known.rows,
  seconds: table.seconds + known.seconds,
});

/** Let models see one slice of the raw tables, or all of them. */
async function showRaw(session: DuckDBSession, { cut, raw }: SlicedBuild, slice?: number): Promise<void> {
  const range = slice === undefined ? undefined : cut.slices[slice]!;
  // A view takes no parameters, but what it reads from variables is known early enough to skip other slices' rows.
  if (range !== undefined) {
    await session.run('set variable slice_first = $first', { first: range.first });
    await session.run('set variable slice_last = $last', { last: range.last });
  }
  await session.run('create schema if not exists whole');
  for (const table of cut.tables) {
    await session.viewParquet(`whole.${table}`, raw[table]!);
    const column = quoteName(cut.rawColumn);
    const within = `where ${column} between getvariable('slice_first') and getvariable('slice_last')`;
    await session.run(
      `create or replace view ${quoteName(`raw.${table}`)} as
       select * from ${quoteName(`whole.${table}`)} ${range === undefined ? '' : within}`,
    );
  }
}

/** Let models see what was built in an earlier stage: of one slice, or of all. */
async function showFiles(
  session: DuckDBSession,
  table: string,
  files: readonly string[],
  codes: CodeTypes,
): Promise<void> {
  await session.run('create schema if not exists slices');
  const view = `slices.${artifactOf(table)}`;
  await session.viewParquet(view, ...files);
  const text = await encodeCodes(session, `select * from ${quoteName(view)}`, codes);
  await session.run(`create or replace view ${quoteName(table)} as ${text}`);
}
