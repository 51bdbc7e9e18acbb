import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import { generateAffiliateSample } from './affiliate/generate-affiliate-sample.ts';
import { openSession, type SampleSession } from './engine/session.ts';
import { SampleOptions, type SampleSummary, type TableRows } from './options.ts';
import { replaceDirectory } from './replace-directory.ts';
import { generateTrialSample } from './trial/generate-trial-sample.ts';

export { SampleOptions, type SampleSummary } from './options.ts';

type Generator = (session: SampleSession, options: SampleOptions, directory: string) => Promise<TableRows>;

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
  return replaceDirectory(options.directory, async (staging) => {
    const scratchDirectory = await mkdtemp(join(dirname(staging), 'scratch-'));
    const session = await openSession({ ...options, scratchDirectory });
    try {
      const rows = await generators[options.pipeline](session, options, staging);
      return { directory: resolve(options.directory), rows };
    } finally {
      session.close();
      await rm(scratchDirectory, { recursive: true, force: true });
    }
  });
}
