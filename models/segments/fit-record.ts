import { createRandom, splitSeed } from '../random.ts';
import type { CustomerActivity } from './customer-activity.ts';
import { fitSegmentation, listActiveCustomers } from './fit-segmentation.ts';
import { scaleInputs } from './input-scaler.ts';
import { measureStability } from './measure-stability.ts';
import { judgePersonaUse } from './name-segments.ts';
import { refitSegmentation } from './refit-segmentation.ts';
import { buildSegmentInputs } from './segment-inputs.ts';
import type { Segmentation } from './segmentation.ts';
import { SEGMENTS_WANTED, type SegmentationRecord } from './segmentation-record.ts';
import { SEGMENT_COUNTS, tabulateSegmentCounts } from './tabulate-segment-counts.ts';

/** The day of the fit, what it goes on from, and who wants to know how far it is. */
export interface RecordOptions {
  readonly asOf: string;
  readonly seed: number;
  /** The live segmentation, whose ids go on; null for a first fit. */
  readonly live: Segmentation | null;
  readonly onProgress?: (fraction: number, note: string) => Promise<void>;
}

/**
 * Fits a segmentation, the first or from the live one, and measures it: the table over k, and whether as many segments
 * come back. It must be judged with every fit, since other customers may no longer fall into the same groups.
 * @throws Error when no customer has a row
 */
export async function fitRecord(
  activity: CustomerActivity,
  { asOf, seed, live, onProgress = async () => {} }: RecordOptions,
): Promise<SegmentationRecord> {
  await onProgress(0.02, 'fitting segments');
  const random = createRandom(splitSeed(seed, 'segments'));
  const { segmentation, matches } =
    live === null
      ? { segmentation: fitSegmentation(activity, { random, k: SEGMENTS_WANTED }), matches: [] }
      : refitSegmentation(live, activity);
  const active = listActiveCustomers(activity);
  const points = scaleInputs(
    segmentation.scaler,
    buildSegmentInputs(activity, active, segmentation.affiliates),
  );
  const table = [];
  for (const [place, k] of SEGMENT_COUNTS.entries()) {
    await onProgress(0.05 + (0.9 * place) / SEGMENT_COUNTS.length, `table over k: ${k}`);
    table.push(...tabulateSegmentCounts(points, { seed, counts: [k] }));
  }
  const found = segmentation.segments.length;
  const { seedAri, bootstrapAri } =
    table.find(({ k }) => k === found) ?? measureStability(points, found, { seed });
  return {
    fittedAsOf: asOf,
    customers: active.length,
    segmentation,
    table,
    seedAri,
    bootstrapAri,
    personaUse: judgePersonaUse(bootstrapAri),
    matches: [...matches],
  };
}
