import type { SqlParams } from '../duckdb/bind-params.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { artifactOf } from './artifact-of.ts';
import { type BuiltModel, buildModels } from './build-models.ts';
import { createCodeTypes, decodeColumns } from './code-types.ts';
import type { SqlProject } from './sql-model.ts';

/** Where tables are read from and written to. */
export interface ArtifactPlaces {
  /** Parquet path of every raw table by name. */
  raw: Readonly<Record<string, string>>;
  output(file: string): string;
  progress(fraction: number, note: string): void;
}

/** A table that was kept: its file and rows. */
export type KeptTables = Record<string, { file: string; rows: number }>;

/** Build every model of a project; write the marts, and what audits and canaries look at, as Parquet in grain order. */
export async function buildArtifacts(
  session: DuckDBSession,
  project: SqlProject,
  params: SqlParams,
  { raw, output, progress }: ArtifactPlaces,
): Promise<{ kept: KeptTables; built: BuiltModel[] }> {
  await session.run('create schema if not exists raw');
  for (const [name, path] of Object.entries(raw)) await session.viewParquet(`raw.${name}`, path);
  const kept: KeptTables = {};
  const wanted = keptModels(project);
  let done = 0;
  const built = await buildModels(session, project, {
    params,
    codes: await createCodeTypes(session, project.codes, params),
    // Written at once, so that a table needs room only until its last reader is built.
    async onBuilt({ name, grain }, { rows }) {
      done += 1;
      progress(done / project.models.length, name);
      if (!wanted.has(name)) return;
      const file = `${artifactOf(name)}.parquet`;
      const columns = await decodeColumns(session, name);
      await session.copyToParquet({ table: name }, output(file), { orderBy: grain, isUnique: true, columns });
      kept[artifactOf(name)] = { file, rows };
    },
  });
  return { kept, built };
}

/** Marts are for later steps; audits and canaries also read what the marts were made of. */
function keptModels({ models, audits, canaries }: SqlProject): ReadonlySet<string> {
  const read = new Set([...audits, ...canaries].flatMap(({ references }) => references));
  const kept = models.filter(({ name, layer }) => layer === 'marts' || read.has(name));
  return new Set(kept.map(({ name }) => name));
}
