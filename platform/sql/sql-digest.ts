import { createHash } from 'node:crypto';
import { orderModels } from './order-models.ts';
import type { SqlProject } from './sql-model.ts';

/**
 * SHA-256, in hex, of the SQL that `targets` (models or audits) rest on: their own and all they read,
 * whatever the depth. Comments, whitespace and unrelated files do not move it; anything else in those
 * queries does.
 */
export function sqlDigest(project: SqlProject, targets: readonly string[]): string {
  const hash = createHash('sha256');
  for (const { name, canonical } of orderModels([...project.models, ...project.audits], targets)) {
    hash.update(JSON.stringify([name, canonical]));
  }
  return hash.digest('hex');
}
