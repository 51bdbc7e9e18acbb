import { z } from 'zod';
import { digestText } from '../../models/artifact-key.ts';
import type { Publication } from '../../models/contracts/run.ts';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { SINK_KINDS } from '../../models/contracts/sink.ts';
import { Basis } from '../../models/publishing/basis.ts';
import { UsageError } from '../../platform/errors.ts';
import { findLive, type PublicationRow, reservePublication } from '../../platform/postgres/publications.ts';
import { SINKS } from '../../platform/publishing/sinks/index.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({
  asOf: CalendarDay,
  dryRun: z.boolean(),
  /** Digest of the strategies without the run that wrote them. */
  contentDigest: z.string(),
  /** Names of all sinks that the publication is for. */
  sinks: z.array(z.string()),
  /** What the plan rests on. */
  basis: Basis,
  /** Rows that the plan dropped, by reason. */
  suppressed: z.record(z.string(), z.int().nonnegative()).optional(),
});

/** Write rows and files beside what is live, where nobody reads them yet; an interrupted attempt is written over. */
export const stagePublication = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['strategies'],
  async run({ params, call, inputs, inputRefs, identity, duckdb, scratch, progress, services }) {
    const { asOf, dryRun, contentDigest: digest, suppressed = {}, sinks, basis } = params;
    const { strategies } = inputRefs;
    const live = await findLive(services.database, call);
    if (live !== undefined && live.digest === digest) {
      return { artifacts: {}, rows: 0, value: describe(live, identity.runId) };
    }
    // A dry run of an earlier day replaces nothing.
    if (live !== undefined && live.as_of > asOf && !dryRun) {
      throw new UsageError(
        `version ${live.version}, as of ${live.as_of}, is live for ${call.pipeline}/${call.dataset}; a run as of ${asOf} does not replace it`,
      );
    }
    const publication = await reservePublication(services.database, {
      publication_id: `pub_${digestText(`${identity.runId} ${digest}`).slice(0, 16)}`,
      dataset: call.dataset,
      pipeline: call.pipeline,
      run_id: identity.runId,
      as_of: asOf,
      digest,
      row_count: strategies.rows,
      suppressed,
      strategies,
      sinks,
      basis,
    });
    const staging = { publication, strategiesPath: inputs.strategies, session: await duckdb(), scratch };
    for (const [place, kind] of SINK_KINDS.entries()) {
      progress(place / SINK_KINDS.length, `staging ${kind}`);
      await SINKS[kind].stage?.(services, staging);
    }
    return { artifacts: {}, rows: strategies.rows, value: describe(publication, identity.runId) };
  },
});

/** What is staged, or live already because it says the same. */
type StagedPublication = Pick<Publication, 'publicationId' | 'version' | 'rows' | 'diff'> & {
  isLive: boolean;
  /** Whether this run wrote it. */
  isOwn: boolean;
};

function describe(
  { publication_id, version, row_count, diff, state, run_id }: PublicationRow,
  runId: string,
): StagedPublication {
  return {
    publicationId: publication_id,
    version,
    rows: row_count,
    diff,
    isLive: state === 'live',
    isOwn: run_id === runId,
  };
}
