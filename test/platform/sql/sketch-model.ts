import type { SqlLayer, SqlModel } from '../../../platform/sql/sql-model.ts';

/** A model of which only the name and what it reads matter. */
export function sketchModel(name: string, references: readonly string[] = []): SqlModel {
  const [layer, table] = name.split('.') as [SqlLayer, string];
  const file = `sql/shop/${layer}/${table}.sql`;
  return { name, layer, file, text: '', grain: [], references, parameters: [], canonical: name };
}
