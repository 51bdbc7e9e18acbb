import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { digestText } from '../../models/artifact-key.ts';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { SegmentationRecord } from '../../models/segments/segmentation-record.ts';
import { releaseSegmentation as release } from '../../platform/postgres/segmentations.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({
  asOf: CalendarDay,
  dryRun: z.boolean(),
  /** Id of what was live when the run looked. */
  live: z.string().nullable(),
});

/** Make tonight's segmentation and assignment the ones that the next night goes on from. */
export const releaseSegmentation = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['segmentation', 'segments'],
  async run({ params: { asOf, dryRun, live }, call, inputs, inputRefs, identity, services, log }) {
    const { segmentation, segments } = inputRefs;
    const { rows } = segments;
    if (dryRun) return { artifacts: {}, rows, metrics: { state: 'dry run' }, value: null };
    const record = SegmentationRecord.parse(JSON.parse(await readFile(inputs.segmentation, 'utf8')));
    const state = await release(
      services.database,
      {
        // By day and bytes: a repeated run of a day with the same result is the same segmentation.
        segmentation_id: `seg_${digestText(`${call.pipeline}/${call.dataset} ${asOf} ${segmentation.digest} ${segments.digest}`).slice(0, 16)}`,
        dataset: call.dataset,
        pipeline: call.pipeline,
        run_id: identity.runId,
        as_of: asOf,
        fitted_as_of: record.fittedAsOf,
        parameters: {
          segments: record.segmentation.segments.length,
          scaling: record.segmentation.scaling,
          customers: record.customers,
        },
        segmentation,
        segments,
      },
      live,
    );
    if (state !== 'live') log.warn(`the segmentation as of ${asOf} is not live: it is ${state}`);
    return { artifacts: {}, rows, metrics: { state }, value: state };
  },
});
