import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import { generateAffiliateSample } from './affiliate/generate-affiliate-sample.ts';
import { openSession, type SampleSession } from './engine/session.ts';
import { type SampleDirectories, SampleOptions, type SampleSummary, type TableRows } from './options.ts';
import { replaceDirectory } from './replace-directory.ts';
import { generateTrialSample } from './trial/generate-trial-sample.ts';

export { SampleOptions, type SampleSummary } from './options.ts';

type Generator = (
  session: SampleSession,
  options: SampleOptions,
  directories: SampleDirectories,
) => Promise<TableRows>;

const generators: Record<SampleOptions['pipeline'], Generator> = {
  'affiliate-expansion': generateAffiliateSample,
  'trial-conversion': generateTrialSample,
};

/**
 * Generates a sample source, byte for byte the same for the same options whatever the number of threads.
 * The raw tables stand in `directory`, their planted truth in `directory/truth`.
 */
export async function generateSample(input: z.input<typeof SampleOptions>): Promise<SampleSummary> {
  const options = SampleOptions.parse(input);
  return replaceDirectory(options.directory, async (target) => {
    const scratch = await mkdtemp(join(dirname(target), 'scratch-'));
    const session = await openSession({ ...options, scratchDirectory: scratch });
    try {
      const rows = await generators[options.pipeline](session, options, { target, scratch });
      return { directory: resolve(options.directory), rows };
    } finally {
      session.close();
      await rm(scratch, { recursive: true, force: true });
    }
  });
}
