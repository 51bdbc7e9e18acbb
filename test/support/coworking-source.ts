import { join } from 'node:path';
import { generateSample } from '../../sample/index.ts';
import type { CliState } from './cli.ts';

/** The day after the newest event of the source. */
export const COWORKING_AS_OF = '2022-01-01';

/** What there is to find in a source, and how many customers may show it. */
export interface CoworkingSource {
  name: string;
  profile: 'demo' | 'seed';
  customers: number;
}

/**
 * Writes a source of this name, small enough for a run of seconds.
 * @returns the command that runs it
 */
export async function makeCoworkingSource(
  { sourceDir }: CliState,
  { name, profile, customers }: CoworkingSource,
): Promise<string[]> {
  const directory = join(sourceDir, name);
  await generateSample({ pipeline: 'trial-conversion', directory, customers, profile, seed: 1 });
  return ['run', 'trial-conversion', '--source', directory, '--json'];
}
