import { join } from 'node:path';
import { PROJECT_ROOT } from '../config.ts';
import { loadModels } from '../sql/load-models.ts';
import type { SqlProject } from '../sql/sql-model.ts';

const projects = new Map<string, Promise<SqlProject>>();

/** The SQL of one folder of sql/; read once per process, as its code is. */
export function loadSqlProject(folder: string): Promise<SqlProject> {
  const known = projects.get(folder);
  if (known !== undefined) return known;
  const loaded = loadFolder(folder);
  projects.set(folder, loaded);
  return loaded;
}

async function loadFolder(folder: string): Promise<SqlProject> {
  const project = await loadModels(join(PROJECT_ROOT, 'sql', folder));
  // An absent folder reads as an empty one; a step would then build nothing and be content.
  if (project.models.length === 0) throw new Error(`no SQL model in sql/${folder} (is the name right?)`);
  return project;
}
