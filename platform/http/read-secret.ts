import { readFile } from 'node:fs/promises';
import type { SecretPlace } from '../../models/contracts/webhook-settings.ts';
import { readVariable } from '../config.ts';
import { messageOf, UsageError } from '../errors.ts';

/**
 * The secret that the configuration names, for this moment only: it is kept nowhere.
 * @param owner whose it is, such as `the sink crm`
 * @throws UsageError where it is not there, or too short to sign with
 */
export async function readSecret(owner: string, place: SecretPlace): Promise<string> {
  const [secret, where] =
    'env' in place
      ? [readVariable(place.env), `the variable ${place.env}`]
      : [await readText(owner, place.file), `the file ${place.file}`];
  if (secret === undefined || secret === '')
    throw new UsageError(`${owner} has no secret: ${where} is empty (set it where the workers run)`);
  if (secret.length < LEAST_CHARACTERS)
    throw new UsageError(
      `the secret of ${owner} has ${secret.length} characters (expected at least ${LEAST_CHARACTERS}: ${where})`,
    );
  return secret;
}

const LEAST_CHARACTERS = 16;

async function readText(owner: string, file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new UsageError(`${owner} has no secret: ${messageOf(error)}`);
  }
}
