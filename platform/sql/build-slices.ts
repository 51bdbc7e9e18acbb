import { rm } from 'node:fs/promises';
import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { joinParquet } from '../parquet/join-parquet.ts';
import { artifactOf } from './artifact-of.ts';
import type { ArtifactBuild } from './build-artifacts.ts';
import { type BuiltModel, buildInOrder } from './build-models.ts';
import { type CodeTypes, createCodeTypes, encodeCodes } from './code-types.ts';
import type { Cut } from './cut-rows.ts';
import { planStages, type Stage } from './plan-stages.ts';
import { showSlice, viewInSlices } from './slice-views.ts';
import type { SqlModel, SqlProject } from './sql-model.ts';
import { artifactFile, writeTable } from './write-table.ts';

/** What to build of which slices, and where what was built of one may wait. */
export interface SlicedBuild extends ArtifactBuild {
  readonly cut: Cut;
  scratch(file: string): string;
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
  const { params, wanted, cut, raw, output, scratch, progress } = build;
  const stages = planStages(project.models, cut.column);
  const sliced = new Set(stages.filter(({ isSliced }) => isSliced).flatMap((stage) => namesOf(stage.models)));
  const all = [...cut.slices.keys()];
  const fileOf = (table: string, slice: number) => scratch(`${artifactOf(table)}-${slice}.parquet`);
  const filesOf = (table: string) => all.map((slice) => fileOf(table, slice));
  const turnsOf = ({ isSliced }: Stage): readonly (number | undefined)[] => (isSliced ? all : [undefined]);
  const steps = stages.reduce((sum, stage) => sum + stage.models.length * turnsOf(stage).length, 0);
  const built = new Map<string, BuiltModel>();
  let done = 0;

  // What slices are made by has a type for each slice: to sort costs time for each value that a type knows.
  const isOwn = ({ name }: SqlModel) => artifactOf(name) === cut.column;
  const ownCodes = project.codes.filter(isOwn);
  const shared = await createCodeTypes(
    session,
    project.codes.filter((code) => !isOwn(code)),
    params,
  );
  const tables = cut.tables.map((table) => `raw.${table}`);
  await viewInSlices(session, tables, { cut, paths: raw });

  for (const [index, stage] of stages.entries()) {
    const readLater = new Set(readBy(stages.slice(index + 1).flatMap(({ models }) => models)));
    const own = new Set(namesOf(stage.models));
    const waiting = readBy(stage.models).filter((name) => sliced.has(name) && !own.has(name));
    for (const slice of turnsOf(stage)) {
      await showSlice(session, slice === undefined ? undefined : cut.slices[slice]!);
      const codes =
        slice === undefined
          ? shared
          : new Map([...shared, ...(await createCodeTypes(session, ownCodes, params))]);
      for (const table of waiting)
        await showFiles(session, table, slice === undefined ? filesOf(table) : [fileOf(table, slice)], codes);
      await buildInOrder(session, stage.models, {
        params: slice === undefined ? params : { ...params, slice },
        codes,
        // A slice's tables wait as files, those of all rows as they are.
        readLater: slice === undefined ? readLater : new Set(),
        async onBuilt(model, table) {
          const { name } = model;
          done += 1;
          progress(done / steps, name);
          built.set(name, addRows(table, built.get(name)));
          if (slice !== undefined && (wanted.has(name) || readLater.has(name)))
            await writeTable(session, model, fileOf(name, slice));
          if (slice === undefined && wanted.has(name))
            await writeTable(session, model, output(artifactFile(name)));
        },
      });
    }
  }
  await showSlice(session);
  for (const table of sliced) {
    if (wanted.has(table)) await joinParquet(output(artifactFile(table)), filesOf(table));
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
  const text = await encodeCodes(session, `select * from ${quoteName(view)}`, codes, { isFile: true });
  await session.run(`create or replace view ${quoteName(table)} as ${text}`);
}
