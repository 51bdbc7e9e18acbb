import { z } from 'zod';
import { SourcePlace } from './source-place.ts';
import { strictInput } from './strict-input.ts';

/** Calendar day, `YYYY-MM-DD`. */
export const CalendarDay = z.iso.date();

/** Name of a source in everything that is kept: publications, champions, workflow ids. */
export const DatasetName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'expected lower-case letters, digits, - and _, at most 63 characters');

/** The run whose recorded results are taken over, and the first step that is done again. */
export const Replay = z.strictObject({
  /** A run id, its beginning, or `latest`. */
  run: z.string().min(1),
  from: z.string().min(1),
});
export type Replay = z.infer<typeof Replay>;

/**
 * What a person or a schedule may say about a run; all of it optional, so that a run can be started
 * from the Temporal UI with no input at all.
 */
export const RunInput = strictInput({
  /** Directory or `s3://bucket/folder` of raw tables; default: the configured dataset, on the embedded stack the sample. */
  source: SourcePlace.optional(),
  /** Name under which results are kept; default: the directory's name. */
  dataset: DatasetName.optional(),
  /** Only what happened before the start of this day is known; default: the day after the newest event. */
  asOf: CalendarDay.optional(),
  /** Seed of everything random. */
  seed: z.int().min(0).max(2_147_483_647).optional(),
  /** Do everything but publish. */
  dryRun: z.boolean().optional(),
  /** Overrides of the policy by dotted name, for example `{"gate.accuracyMargin": "0.01"}`. */
  set: z.record(z.string(), z.string()).optional(),
  /** Anything new here makes every step run again under a new key. */
  force: z.string().min(1).optional(),
  /** What to do when a step has used up its retries; default: `park` in a run of a schedule, else `fail`. */
  onFailure: z.enum(['fail', 'park']).optional(),
  /** When a parked step gives up; default: 23 hours after the run began, an hour before a nightly schedule's next. */
  parkUntil: z.iso.datetime().optional(),
  /** Take the results of another run over, up to a step, and do that one and all after it again. */
  replay: Replay.optional(),
});
export type RunInput = z.infer<typeof RunInput>;
