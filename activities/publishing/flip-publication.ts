import { z } from 'zod';
import { UsageError } from '../../platform/errors.ts';
import { flipPublication as flip } from '../../platform/postgres/flips.ts';
import { deleteStaged, findPublication } from '../../platform/postgres/publications.ts';
import { SINKS } from '../../platform/publishing/sinks/index.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({
  publicationId: z.string(),
  /** What it was diffed against; null: nothing was live. */
  against: z.string().nullable(),
  dryRun: z.boolean(),
});

/** Make what is staged live in one transaction, or, in a dry run, take it back. */
export const flipPublication = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  async run({ params: { publicationId, against, dryRun }, call, identity, services }) {
    const { database } = services;
    const publication = await findPublication(database, publicationId);
    if (publication === undefined) {
      // Taken back by an attempt whose answer was lost.
      if (dryRun) return { artifacts: {}, rows: 0, value: 'discarded' as const };
      throw new UsageError(`there is no publication ${publicationId}`);
    }
    const { row_count: rows } = publication;
    if (dryRun) {
      for (const sink of Object.values(SINKS)) await sink.discard?.(services, publication);
      await deleteStaged(database, publicationId);
      return { artifacts: {}, rows, value: 'discarded' as const };
    }
    const state = await flip(database, publication, {
      action: 'publish',
      actor: identity.workflowId,
      reason: `run as of ${publication.as_of}`,
      against,
    });
    if (state === 'older') {
      throw new UsageError(
        `a later day went live for ${call.pipeline}/${call.dataset} while this run was publishing; a run as of ${publication.as_of} does not replace it`,
      );
    }
    return { artifacts: {}, rows: state === 'live' ? rows : 0, metrics: { state }, value: state };
  },
});
