import type { SqlParams } from '../duckdb/bind-params.ts';
import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { checkGrain } from './check-grain.ts';
import { orderModels } from './order-models.ts';
import { selectParams } from './select-params.ts';
import { modelLayers, type SqlModel, type SqlProject } from './sql-model.ts';
import { withSource } from './with-source.ts';

/** What to build: `targets` with all they rest on, or everything. */
export interface BuildRequest {
  readonly targets?: readonly string[];
  readonly params: SqlParams;
}

/** One table that was built and whose grain holds. */
export interface BuiltModel {
  readonly name: string;
  readonly rows: number;
  readonly seconds: number;
}

/** Materialise models in dependency order as `<layer>.<name>`, replacing what is there; raw tables must be. */
export async function buildModels(
  session: DuckDBSession,
  project: SqlProject,
  { targets, params }: BuildRequest,
): Promise<BuiltModel[]> {
  for (const layer of modelLayers) await session.run(`create schema if not exists ${quoteName(layer)}`);
  const built: BuiltModel[] = [];
  for (const model of orderModels(project.models, targets)) {
    built.push(await withSource(model.file, () => buildModel(session, model, params)));
  }
  return built;
}

async function buildModel(session: DuckDBSession, model: SqlModel, params: SqlParams): Promise<BuiltModel> {
  const started = performance.now();
  const table = quoteName(model.name);
  // Brackets stand on their own lines because a query may end in a comment.
  await session.run(`create or replace table ${table} as (\n${model.text}\n)`, selectParams(model, params));
  await checkGrain(session, model);
  const [count] = await session.rows<{ rows: number }>(`select count(*) as rows from ${table}`);
  return { name: model.name, rows: count!.rows, seconds: (performance.now() - started) / 1000 };
}
