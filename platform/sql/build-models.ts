import type { SqlParams } from '../duckdb/bind-params.ts';
import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { countSound, isPassed } from './check-grain.ts';
import type { CodeTypes } from './code-types.ts';
import { encodeModel } from './encode-model.ts';
import { orderModels } from './order-models.ts';
import { selectParams } from './select-params.ts';
import { modelLayers, type SqlModel, type SqlProject } from './sql-model.ts';
import { withSource } from './with-source.ts';

/** What to build: `targets` with all they rest on, or everything. */
export interface BuildRequest {
  readonly targets?: readonly string[];
  readonly params: SqlParams;
  /** Columns that staging keeps as numbers; without them they are texts, and all rows the same. */
  readonly codes?: CodeTypes;
  /** Called with each table while it is there. Who passes it keeps what it wants: each table goes after its last reader. */
  onBuilt?(model: SqlModel, built: BuiltModel): Promise<void>;
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
  { targets, ...request }: BuildRequest,
): Promise<BuiltModel[]> {
  return buildInOrder(session, orderModels(project.models, targets), request);
}

/** The same of these models only, in this order; what else they read must be there, and stays. `readLater` stays as well. */
export async function buildInOrder(
  session: DuckDBSession,
  models: readonly SqlModel[],
  {
    params,
    codes,
    onBuilt,
    readLater = new Set(),
  }: Omit<BuildRequest, 'targets'> & { readLater?: ReadonlySet<string> },
): Promise<BuiltModel[]> {
  for (const layer of modelLayers) await session.run(`create schema if not exists ${quoteName(layer)}`);
  const built: BuiltModel[] = [];
  const views = new Map<string, readonly string[]>();
  for (const [index, model] of models.entries()) {
    const isSound = isPassed(model, models.slice(0, index));
    // Nothing is gained by a copy of rows that stand in a table. Who keeps tables gets tables, which can be changed.
    const isView = isSound && onBuilt !== undefined && model.parameters.length === 0;
    if (isView) views.set(model.name, model.references);
    const table = await withSource(model.file, () =>
      buildModel(session, model, { params, codes, isSound, isView }),
    );
    built.push(table);
    if (onBuilt === undefined) continue;
    await onBuilt(model, table);
    for (const name of listReleased(models, index, { views, readLater }))
      await session.run(`drop ${views.has(name) ? 'view' : 'table'} ${quoteName(name)}`);
  }
  return built;
}

/** What nothing reads after the model at `index`, which read it last, by way of a view or not, or is it. */
function listReleased(
  models: readonly SqlModel[],
  index: number,
  { views, readLater }: { views: ReadonlyMap<string, readonly string[]>; readLater: ReadonlySet<string> },
): string[] {
  const reached = (names: readonly string[]) => new Set(names.flatMap((name) => listReached(name, views)));
  const model = models[index]!;
  const own = new Set(models.slice(0, index + 1).map(({ name }) => name));
  const later = reached([...models.slice(index + 1).flatMap(({ references }) => references), ...readLater]);
  const read = reached([...model.references, model.name]);
  return [...read].filter((name) => own.has(name) && !later.has(name));
}

/** A table, and what it is a view of. */
function listReached(name: string, views: ReadonlyMap<string, readonly string[]>): string[] {
  return [name, ...(views.get(name) ?? []).flatMap((source) => listReached(source, views))];
}

async function buildModel(
  session: DuckDBSession,
  model: SqlModel,
  {
    params,
    codes,
    isSound,
    isView,
  }: { params: SqlParams; codes: CodeTypes | undefined; isSound: boolean; isView: boolean },
): Promise<BuiltModel> {
  const started = performance.now();
  const table = quoteName(model.name);
  const encodes = codes !== undefined && model.layer === 'staging';
  const text = encodes ? await encodeModel(session, model, codes) : model.text;
  // Brackets stand on their own lines because a query may end in a comment.
  await session.run(
    `create or replace ${isView ? 'view' : 'table'} ${table} as (\n${text}\n)`,
    selectParams(model, { slice: 0, ...params }),
  );
  const rows = isSound ? await countRows(session, table) : await countSound(session, model);
  return { name: model.name, rows, seconds: (performance.now() - started) / 1000 };
}

async function countRows(session: DuckDBSession, table: string): Promise<number> {
  const [count] = await session.rows<{ rows: number }>(`select count(*) as rows from ${table}`);
  return count!.rows;
}
