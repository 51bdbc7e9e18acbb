import { z } from 'zod';
import { Encoding } from '../encoders/encoding.ts';
import { BinaryLearnerName } from '../estimators/binary/index.ts';
import { Sampler } from '../samplers/sampler.ts';

/** How a binary model is made from rows as they come; plain data, recorded with the model and fitted anew on other rows. */
export const Recipe = z.strictObject({
  /** Name in figures and verdicts. */
  name: z.string().min(1),
  learner: BinaryLearnerName,
  encoding: Encoding,
  sampler: Sampler.default('none'),
  /** Hyper-parameters that differ from the learner's defaults. */
  params: z.record(z.string(), z.json()).default({}),
  /** Settings on top of `params` of which validation rows choose one; none: `params` as they are. */
  tuning: z.array(z.record(z.string(), z.json())).default([]),
  /** Features that are left out. */
  without: z.array(z.string()).default([]),
});
/** How a binary model is made. */
export type Recipe = z.infer<typeof Recipe>;
