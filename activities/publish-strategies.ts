import { join } from 'node:path';
import { z } from 'zod';
import { digestText } from '../models/artifact-key.ts';
import type { Publication } from '../models/contracts/run.ts';
import { CalendarDay } from '../models/contracts/run-input.ts';
import type { Config } from '../platform/config.ts';
import { UsageError } from '../platform/errors.ts';
import {
  findLive,
  flipPublication,
  type PublicationRow,
  recordReceipt,
  reservePublication,
} from '../platform/postgres/publications.ts';
import { pointLive } from '../platform/publishing/point-live.ts';
import { publicationFolder, stageFiles, stageRows } from '../platform/publishing/stage-publication.ts';
import { defineStep } from '../platform/steps/define-step.ts';
import type { StepServices } from '../platform/steps/services.ts';

const Params = z.strictObject({
  asOf: CalendarDay,
  dryRun: z.boolean(),
  /** Digest of the strategies without the run that wrote them. */
  contentDigest: z.string(),
  /** Rows that the plan dropped, by reason. */
  suppressed: z.record(z.string(), z.int().nonnegative()).optional(),
});

/**
 * Publish in two phases: stage rows and files beside what is live, then flip one pointer in a transaction
 * and let each sink follow it. Interrupted anywhere, the live state is the old or the new one, whole, and
 * the next attempt goes on from there.
 */
export const publishStrategies = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['strategies'],
  async run({
    params: { asOf, dryRun, contentDigest: digest, suppressed = {} },
    call,
    inputs,
    inputRefs,
    identity,
    duckdb,
    scratch,
    progress,
    services,
  }) {
    const { database, config } = services;
    const { rows } = inputRefs.strategies;
    if (dryRun) return { artifacts: {}, rows, value: null };

    const live = await findLive(database, call);
    if (live !== undefined && live.digest === digest) {
      const publication = await deliver(services, live, suppressed);
      return { artifacts: {}, rows: 0, value: { ...publication, changed: live.run_id === identity.runId } };
    }
    if (live !== undefined && live.as_of > asOf) {
      throw new UsageError(
        `version ${live.version}, as of ${live.as_of}, is live for ${call.pipeline}/${call.dataset}; a run as of ${asOf} does not replace it`,
      );
    }
    const publication = await reservePublication(database, {
      publication_id: `pub_${digestText(`${identity.runId} ${digest}`).slice(0, 16)}`,
      dataset: call.dataset,
      pipeline: call.pipeline,
      run_id: identity.runId,
      as_of: asOf,
      digest,
      row_count: rows,
    });
    const staging = { publication, strategiesPath: inputs.strategies, session: await duckdb(), scratch };
    progress(0.1, 'staging rows');
    await stageRows(database, staging);
    progress(0.5, 'staging files');
    await stageFiles(publicationRoot(config), staging);
    progress(0.9, 'going live');
    await flipPublication(database, publication, live?.publication_id);
    const value = await deliver(services, publication, suppressed);
    return { artifacts: {}, rows, value: { ...value, changed: true } };
  },
});

/** Let every sink follow the live pointer; repeating it changes nothing. */
async function deliver(
  { database, config }: StepServices,
  live: PublicationRow,
  suppressed: Record<string, number>,
): Promise<Omit<Publication, 'changed'>> {
  const { publication_id, version, row_count } = live;
  const location = await pointLive(publicationFolder(publicationRoot(config), live));
  await recordReceipt(database, {
    publication_id,
    sink: 'postgres',
    row_count,
    location: 'crosslift.live_strategies',
    suppressed,
  });
  await recordReceipt(database, { publication_id, sink: 'files', row_count, location, suppressed });
  return { publicationId: publication_id, version, rows: row_count, location };
}

function publicationRoot(config: Config): string {
  return join(config.storeDir, 'publications');
}
