import type { SqlParams } from '../duckdb/bind-params.ts';
import type { SqlModel } from './sql-model.ts';

/**
 * The parameters a model mentions: DuckDB refuses to be given others.
 * @throws Error naming one that has no value
 */
export function selectParams(model: SqlModel, params: SqlParams): SqlParams {
  return Object.fromEntries(
    model.parameters.map((name) => {
      const value = params[name];
      if (value === undefined) throw new Error(`parameter $${name} has no value`);
      return [name, value];
    }),
  );
}
