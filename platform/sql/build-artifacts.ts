import type { SqlParams } from '../duckdb/bind-params.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { artifactOf } from './artifact-of.ts';
import { type BuiltModel, buildModels } from './build-models.ts';
import { buildSlices } from './build-slices.ts';
import { createCodeTypes } from './code-types.ts';
import { cutRows, type Slicing } from './cut-rows.ts';
import type { SqlProject } from './sql-model.ts';
import { artifactFile, writeTable } from './write-table.ts';

/** Where tables are read from and written to. */
export interface ArtifactPlaces {
  /** Parquet path of every raw table by name. */
  readonly raw: Readonly<Record<string, string>>;
  output(file: string): string;
  progress(fraction: number, note: string): void;
}

/** What a build is of: places, parameters, and the names of the tables to write. */
export interface ArtifactBuild extends ArtifactPlaces {
  readonly params: SqlParams;
  readonly wanted: ReadonlySet<string>;
}

/** How a source is cut, and where what was built of one slice may wait. */
export interface ScratchSlicing extends Slicing {
  scratch(file: string): string;
}

/** A table that was kept: its file and rows. */
export type KeptTables = Record<string, { file: string; rows: number }>;

/**
 * Build every model of a project; write the marts, and what audits and canaries look at, as Parquet in grain order.
 * With `slicing`, a large source is taken a slice at a time: the same rows in the same order, in the memory of one slice.
 */
export async function buildArtifacts(
  session: DuckDBSession,
  project: SqlProject,
  params: SqlParams,
  { slicing, ...places }: ArtifactPlaces & { readonly slicing?: ScratchSlicing },
): Promise<{ kept: KeptTables; built: BuiltModel[] }> {
  await session.run('create schema if not exists raw');
  for (const [name, path] of Object.entries(places.raw)) await session.viewParquet(`raw.${name}`, path);
  const wanted = keptModels(project);
  const cut = slicing && (await cutRows(session, Object.keys(places.raw), slicing));
  const built =
    cut && cut.slices.length > 1
      ? await buildSlices(session, project, { ...places, params, wanted, cut, scratch: slicing.scratch })
      : await buildWhole(session, project, { ...places, params, wanted });
  const kept = built.filter(({ name }) => wanted.has(name));
  const files = kept.map(({ name, rows }) => [artifactOf(name), { file: artifactFile(name), rows }]);
  return { kept: Object.fromEntries(files), built };
}

async function buildWhole(
  session: DuckDBSession,
  project: SqlProject,
  { params, wanted, output, progress }: ArtifactBuild,
): Promise<BuiltModel[]> {
  let done = 0;
  return buildModels(session, project, {
    params,
    codes: await createCodeTypes(session, project.codes, params),
    // Written at once, so that a table needs room only until its last reader is built.
    async onBuilt(model) {
      done += 1;
      progress(done / project.models.length, model.name);
      if (wanted.has(model.name)) await writeTable(session, model, output(artifactFile(model.name)));
    },
  });
}

/** Marts are for later steps; audits and canaries also read what the marts were made of. */
function keptModels({ models, audits, canaries }: SqlProject): ReadonlySet<string> {
  const read = new Set([...audits, ...canaries].flatMap(({ references }) => references));
  const kept = models.filter(({ name, layer }) => layer === 'marts' || read.has(name));
  return new Set(kept.map(({ name }) => name));
}
