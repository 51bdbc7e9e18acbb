import { join } from 'node:path';
import { generateSample } from '../../sample/index.ts';
import type { CliState } from './cli.ts';

/** The day after the newest event of the source. */
export const SHOP_AS_OF = '2022-01-01';

/** Enough for segments and offers to most customers; the gate finds it too few to decide. */
export const SMALL_SHOP = 300;

/**
 * Writes a source named `shop`, by default small enough for a run of seconds and large enough for the gate to decide.
 * @returns the command that runs it
 */
export async function makeShopSource({ sourceDir }: CliState, customers = 1_200): Promise<string[]> {
  const directory = join(sourceDir, 'shop');
  await generateSample({
    pipeline: 'affiliate-expansion',
    directory,
    customers,
    profile: 'demo',
    seed: 1,
  });
  return ['run', 'affiliate-expansion', '--source', directory, '--json'];
}
