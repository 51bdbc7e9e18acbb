import { readFileSync } from 'node:fs';
import { messageOf, UsageError } from './errors.ts';

/** Variables that hold a secret: each may name a file instead, with `_FILE` behind its name, as Docker's secrets do. */
const SECRETS = ['DATABASE_URL', 'TEMPORAL_API_KEY'] as const;

/**
 * The environment with every secret that stands in a file, without the white space around it.
 * @throws UsageError where a file cannot be read or is empty, or the variable is set, too
 */
export function readSecretFiles(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const secrets = SECRETS.flatMap((name) => {
    const path = environment[`${name}_FILE`];
    if (path === undefined || path === '') return [];
    if (environment[name])
      throw new UsageError(`${name} and ${name}_FILE are both set (expected one of them)`);
    return [[name, readSecret(`${name}_FILE`, path)] as const];
  });
  return { ...environment, ...Object.fromEntries(secrets) };
}

function readSecret(variable: string, path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new UsageError(`${variable}: ${messageOf(error)}`);
  }
  if (text === '') throw new UsageError(`${variable}: ${path} is empty`);
  return text;
}
