import type { SqlParams } from '../duckdb/bind-params.ts';
import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { checkGrain } from './check-grain.ts';
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
  for (const [index, model] of models.entries()) {
    const checked = models.slice(0, index);
    const table = await withSource(model.file, () => buildModel(session, model, { params, codes, checked }));
    built.push(table);
    if (onBuilt === undefined) continue;
    await onBuilt(model, table);
    for (const name of listReleased(models, index)) {
      if (!readLater.has(name)) await session.run(`drop table ${quoteName(name)}`);
    }
  }
  return built;
}

/** The tables that nothing reads after the model at `index`, which read them last or is one of them. */
function listReleased(models: readonly SqlModel[], index: number): string[] {
  const model = models[index]!;
  const own = new Set(models.slice(0, index + 1).map(({ name }) => name));
  const later = new Set(models.slice(index + 1).flatMap(({ references }) => references));
  return [...model.references, model.name].filter((name) => own.has(name) && !later.has(name));
}

async function buildModel(
  session: DuckDBSession,
  model: SqlModel,
  {
    params,
    codes,
    checked,
  }: { params: SqlParams; codes: CodeTypes | undefined; checked: readonly SqlModel[] },
): Promise<BuiltModel> {
  const started = performance.now();
  const table = quoteName(model.name);
  const encodes = codes !== undefined && model.layer === 'staging';
  const text = encodes ? await encodeModel(session, model, codes) : model.text;
  // Brackets stand on their own lines because a query may end in a comment.
  await session.run(
    `create or replace table ${table} as (\n${text}\n)`,
    selectParams(model, { slice: 0, ...params }),
  );
  await checkGrain(session, model, checked);
  const [count] = await session.rows<{ rows: number }>(`select count(*) as rows from ${table}`);
  return { name: model.name, rows: count!.rows, seconds: (performance.now() - started) / 1000 };
}
