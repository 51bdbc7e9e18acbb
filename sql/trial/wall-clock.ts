import { z } from 'zod';

/** A TIMESTAMP as JSON: a local wall-clock moment to the second, without a time zone. */
export const WallClock = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
/** A local wall-clock moment, such as `2021-03-01 10:00:00`. */
export type WallClock = z.infer<typeof WallClock>;
