import { resolve } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { BUSINESS_CASES, type BusinessCase } from '../models/contracts/pipeline.ts';
import { UsageError } from '../platform/errors.ts';
import { generateSample } from '../sample/index.ts';
import { formatCount, formatTable } from './format.ts';

interface SampleFlags {
  customers: string;
  profile: 'demo' | 'seed';
  seed: string;
}

/** `crosslift sample <pipeline> <dir>`: a made-up source with a known truth. */
export const sampleCommand = new Command('sample')
  .description('write a made-up source with a known truth beside it')
  .addArgument(new Argument('<pipeline>').choices([...BUSINESS_CASES]))
  .argument('<dir>', 'where to write it; an earlier sample there is replaced')
  .option('--customers <n>', 'how many customers', '3000')
  .addOption(
    new Option('--profile <name>', 'demo has a signal to find, seed hardly any')
      .choices(['demo', 'seed'])
      .default('demo'),
  )
  .option('--seed <n>', 'seed of everything random', '1')
  .action(async (pipeline: BusinessCase, directory: string, flags: SampleFlags) => {
    const { rows } = await generateSample({
      pipeline,
      directory: resolve(directory),
      customers: parseCount('--customers', flags.customers, 1),
      profile: flags.profile,
      seed: parseCount('--seed', flags.seed, 0),
    });
    process.stdout.write(
      `${formatTable(
        Object.entries(rows).map(([table, count]) => [table, formatCount(count)]),
        [1],
      )}\n`,
    );
    process.stdout.write(`try it: npx crosslift run ${pipeline} --source ${directory}\n`);
  });

function parseCount(flag: string, text: string, least: number): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < least)
    throw new UsageError(`invalid ${flag}: ${text} (expected a whole number from ${least})`);
  return count;
}
