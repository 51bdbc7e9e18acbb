import { copyFile, readFile } from 'node:fs/promises';
import { assignSegments } from '../../models/segments/assign-segments.ts';
import { decideFit, type FitReason } from '../../models/segments/decide-fit.ts';
import { listActiveCustomers } from '../../models/segments/fit-segmentation.ts';
import { SegmentationRecord } from '../../models/segments/segmentation-record.ts';
import { writeActivityFile } from '../../platform/matrices/activity-file.ts';
import type { StepContext } from '../../platform/steps/define-step.ts';
import type { FitSegmentsInput } from '../training/fit-segments.ts';
import type { People } from './read-people.ts';

/** The module that fits in a child process. */
export const FIT_TASK = 'activities/training/fit-segments.ts';

/** File of the segmentation among the step's outputs. */
export const RECORD_FILE = 'segmentation.json';

/** The segmentation that holds tonight, and why it is this one; null where nobody has a row and none is live. */
export interface FoundRecord {
  readonly reason: FitReason;
  /** How much worse the live one fits than when it was fitted; null without one, or without rows to tell by. */
  readonly drift: number | null;
  readonly record: SegmentationRecord | null;
}

/**
 * Decide whether the live segmentation stands, fit another one if not, and write what holds: a frozen night passes the
 * file on byte by byte, so that its digest says that nothing has changed.
 * @param live path of the live segmentation, if there is one
 */
export async function findRecord(
  {
    params,
    output,
    scratch,
    train,
  }: StepContext<{ asOf: string; seed: number; keeps?: true | undefined }, string>,
  { activity }: People,
  live: string | undefined,
): Promise<FoundRecord> {
  const { asOf, seed, keeps = false } = params;
  const before = live === undefined ? null : await readRecord(live);
  const standing = before && {
    fittedAsOf: before.fittedAsOf,
    drift: assignSegments(before.segmentation, activity).drift,
  };
  const reason = keeps ? 'frozen' : decideFit(standing, asOf);
  const drift = standing !== null && Number.isFinite(standing.drift) ? standing.drift : null;
  if (live !== undefined && reason === 'frozen') {
    await copyFile(live, output(RECORD_FILE));
    return { reason, drift, record: before };
  }
  if (listActiveCustomers(activity).length === 0) return { reason, drift, record: null };
  const input: FitSegmentsInput = {
    activity: scratch('activity.arrow'),
    live: live ?? null,
    record: output(RECORD_FILE),
    asOf,
    seed,
  };
  await writeActivityFile(input.activity, activity);
  await train<null>(FIT_TASK, input);
  return { reason, drift, record: await readRecord(input.record) };
}

async function readRecord(path: string): Promise<SegmentationRecord> {
  return SegmentationRecord.parse(JSON.parse(await readFile(path, 'utf8')));
}
