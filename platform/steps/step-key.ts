import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestText, type KeyParts } from '../../models/artifact-key.ts';
import type { StepCall } from '../../models/contracts/step.ts';
import { PROJECT_ROOT } from '../config.ts';
import { sqlDigest } from '../sql/sql-digest.ts';
import type { SqlProject } from '../sql/sql-model.ts';
import { digestModules } from './code-version.ts';
import type { SqlUse, StepDefinition } from './define-step.ts';
import { libraryVersions } from './library-versions.ts';
import { loadSqlProject } from './sql-projects.ts';

/** A step of any parameters, inputs and outputs, as far as its code version is concerned. */
export type StepCode = Pick<
  StepDefinition<never, never, never, never>,
  'module' | 'sql' | 'tasks' | 'libraries'
>;

const codeVersions = new WeakMap<StepCode, Promise<string>>();

/** Digest of a step's own SQL and of its own module closure; computed once per process. */
export function codeVersion(step: StepCode): Promise<string> {
  const known = codeVersions.get(step);
  if (known !== undefined) return known;
  const computed = computeCodeVersion(step);
  codeVersions.set(step, computed);
  return computed;
}

async function computeCodeVersion(step: StepCode): Promise<string> {
  const module = relative(PROJECT_ROOT, fileURLToPath(step.module));
  const modules = await digestModules([module, ...(step.tasks ?? [])]);
  const sql = step.sql === undefined ? '' : digestSql(await loadSqlProject(step.sql.folder), step.sql);
  return digestText(`${modules}\n${sql}`);
}

/** Digest of the SQL that a step uses, with all it reads: comments and layout move nothing. */
export function digestSql(
  project: SqlProject,
  { targets, audits, canaries }: Omit<SqlUse, 'folder'>,
): string {
  const hash = createHash('sha256').update(
    sqlDigest(project, targets ?? project.models.map(({ name }) => name)),
  );
  const queries = [
    ...(audits === true ? project.audits : []),
    ...(canaries === true ? project.canaries : []),
  ];
  for (const { name, canonical } of queries) hash.update(`${name}\n${canonical}\n`);
  return hash.digest('hex');
}

/** The parts of the key of one call of a step. */
export async function keyParts(step: StepCode, call: StepCall): Promise<KeyParts> {
  return {
    step: call.step,
    code: await codeVersion(step),
    params: call.params,
    libraries: libraryVersions(step.libraries ?? []),
    inputs: Object.fromEntries(Object.entries(call.inputs).map(([name, ref]) => [name, ref.digest])),
    ...(call.force === undefined ? {} : { force: call.force }),
  };
}
