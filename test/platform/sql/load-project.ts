import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadModels } from '../../../platform/sql/load-models.ts';
import type { SqlProject } from '../../../platform/sql/sql-model.ts';

/** Load SQL files, given by `layer/name`, as the domain `shop`; a header is added where there is none. */
export async function loadProject(files: Readonly<Record<string, string>>): Promise<SqlProject> {
  const root = await mkdtemp(join(tmpdir(), 'crosslift-sql-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      const path = join(root, 'shop', `${name}.sql`);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text.startsWith('--') ? text : `-- One row per id.\n-- grain: id\n${text}`);
    }
    return await loadModels(join(root, 'shop'));
  } finally {
    await rm(root, { recursive: true });
  }
}
