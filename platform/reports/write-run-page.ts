import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Put a run's page where `crosslift ui` looks for it, whole or not at all; a later page of the run replaces it.
 * @returns its path
 */
export async function writeRunPage(storeDir: string, runId: string, html: string): Promise<string> {
  const path = join(storeDir, 'reports', `${runId}.html`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.draft`, html);
  await rename(`${path}.draft`, path);
  return path;
}
