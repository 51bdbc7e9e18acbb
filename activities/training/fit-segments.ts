import { readFile, writeFile } from 'node:fs/promises';
import { fitRecord } from '../../models/segments/fit-record.ts';
import { SegmentationRecord } from '../../models/segments/segmentation-record.ts';
import { readActivityFile } from '../../platform/matrices/activity-file.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';

/** What the child is told; paths are local files, `live` that of the segmentation to go on from. */
export type FitSegmentsInput = {
  activity: string;
  live: string | null;
  record: string;
  asOf: string;
  seed: number;
};

/** Fit and measure segments in this process, which they keep busy, and write the record. */
export const runTask: RunTask<FitSegmentsInput, null> = async (input, { onProgress }) => {
  const { activity, live, record, asOf, seed } = input;
  const before =
    live === null ? null : SegmentationRecord.parse(JSON.parse(await readFile(live, 'utf8'))).segmentation;
  const fitted = await fitRecord(await readActivityFile(activity), { asOf, seed, live: before, onProgress });
  await writeFile(record, JSON.stringify(fitted));
  return null;
};
