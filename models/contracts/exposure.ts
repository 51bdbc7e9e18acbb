import { z } from 'zod';

/** What a plan knows of earlier contacts beside its own publications; the rows are in PostgreSQL, and these stand for them. */
export const Exposure = z.strictObject({
  /** Whose customers they are: datasets that say the same share caps and the global holdout. */
  people: z.string(),
  /** Digest of the salt of these people's arms: which salt, and not what it is. */
  salt: z.string(),
  /** Digest of the publications that made members before the as-of. */
  members: z.string(),
  /** Publications of the last week for the same people, of other pipelines or datasets. */
  elsewhere: z.array(z.string()),
  /** Datasets of the same people, and a digest of what their journeys had sent before the as-of; a run under way when this came has none. */
  journeys: z
    .strictObject({ datasets: z.array(z.string()), messages: z.string() })
    .default({ datasets: [], messages: 'none' }),
});
export type Exposure = z.infer<typeof Exposure>;
