import type { SqlLayer, SqlModel } from '../../../platform/sql/sql-model.ts';

/** A model of which only the name, what it reads and its grain matter. */
export function sketchModel(
  name: string,
  references: readonly string[] = [],
  grain: readonly string[] = [],
): SqlModel {
  const [layer, table] = name.split('.') as [SqlLayer, string];
  const file = `sql/shop/${layer}/${table}.sql`;
  return { name, layer, file, text: '', grain, references, parameters: [], canonical: name };
}
