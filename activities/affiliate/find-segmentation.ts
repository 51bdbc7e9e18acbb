import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { ArtifactRef } from '../../models/contracts/artifact.ts';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { findLiveSegmentation, listEarlierSegmentations } from '../../platform/postgres/segmentations.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

/** What a run goes on from, recorded with it: no later step looks it up. */
export interface FoundSegmentation {
  /** The newest of a day before the as-of, so that a repeated run of a day sees what the first one saw. */
  readonly before: {
    readonly asOf: string;
    readonly segmentation: ArtifactRef;
    readonly segments: ArtifactRef;
  } | null;
  /** Id of what is live now, which the run's own may replace. */
  readonly live: string | null;
}

/** Nights that are looked through for one whose files are still there. */
const NIGHTS = 10;

/** Find the segmentation that the dataset's customers are assigned by. */
export const findSegmentation = defineStep({
  module: import.meta.url,
  params: z.strictObject({ asOf: CalendarDay }),
  inputs: [],
  async run({ params: { asOf }, call, services: { database, store }, log }) {
    const earlier = await listEarlierSegmentations(database, call, { asOf, limit: NIGHTS });
    const found = earlier.find(({ segmentation, segments }) =>
      [segmentation, segments].every((ref) => existsSync(store.locate(ref))),
    );
    if (earlier.length > 0 && found === undefined) {
      log.warn(`no file of the last ${earlier.length} segmentations is left: segments are fitted anew`);
    }
    const live = await findLiveSegmentation(database, call);
    const value: FoundSegmentation = {
      before: found
        ? { asOf: found.as_of, segmentation: found.segmentation, segments: found.segments }
        : null,
      live: live?.segmentation_id ?? null,
    };
    return {
      artifacts: {},
      rows: earlier.length,
      metrics: { before: found?.as_of ?? null, fitted_as_of: found?.fitted_as_of ?? null },
      value,
    };
  },
});
