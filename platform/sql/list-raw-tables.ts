import { orderModels } from './order-models.ts';
import type { SqlProject } from './sql-model.ts';

/** The raw tables, such as `raw.products`, that `targets` (models or audits) rest on, sorted. */
export function listRawTables(project: SqlProject, targets: readonly string[]): string[] {
  const models = orderModels([...project.models, ...project.audits], targets);
  const tables = models.flatMap((model) => model.references).filter((name) => name.startsWith('raw.'));
  return [...new Set(tables)].sort();
}
