import type { SqlParams } from '../duckdb/bind-params.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { type BuiltModel, buildModels } from './build-models.ts';
import { runAudits } from './run-audits.ts';
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

/** Build every model of a project; write the marts, and what the audits look at, as Parquet in grain order. */
export async function buildArtifacts(
  session: DuckDBSession,
  project: SqlProject,
  params: SqlParams,
  { raw, output, progress }: ArtifactPlaces,
): Promise<{ kept: KeptTables; built: BuiltModel[] }> {
  await session.run('create schema if not exists raw');
  for (const [name, path] of Object.entries(raw)) await session.importParquet(`raw.${name}`, path);
  progress(0.2, 'building');
  const built = await buildModels(session, project, { params });
  const kept: KeptTables = {};
  const tables = keptModels(project);
  for (const [index, { name, grain }] of tables.entries()) {
    progress(0.5 + (0.5 * index) / tables.length, name);
    const file = `${tableOf(name)}.parquet`;
    await session.copyToParquet({ table: name }, output(file), { orderBy: grain });
    kept[tableOf(name)] = { file, rows: built.find((table) => table.name === name)?.rows ?? 0 };
  }
  return { kept, built };
}

/**
 * Run a project's audits over tables kept as Parquet, by artifact name.
 * @returns names of the audits, all of which passed
 */
export async function auditArtifacts(
  session: DuckDBSession,
  project: SqlProject,
  params: SqlParams,
  paths: Readonly<Record<string, string>>,
): Promise<string[]> {
  const audited = new Set(project.audits.flatMap(({ references }) => references));
  for (const schema of ['raw', 'staging', 'intermediate', 'marts'])
    await session.run(`create schema ${schema}`);
  for (const table of audited) {
    const path = paths[tableOf(table)];
    if (path === undefined) throw new TypeError(`the audits read ${table}, which no step kept`);
    await session.importParquet(table, path);
  }
  return runAudits(session, project, params);
}

/** Marts are for later steps; the audits also read what the marts were made of. */
function keptModels({ models, audits }: SqlProject): SqlProject['models'] {
  const audited = new Set(audits.flatMap(({ references }) => references));
  return models.filter(({ name, layer }) => layer === 'marts' || audited.has(name));
}

/** Artifact name of a table: without its schema. */
function tableOf(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}
