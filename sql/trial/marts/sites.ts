import { z } from 'zod';

/** One row of `marts.sites`: its area in pyeong (3.3 m², null where unknown) and its use in trials. */
export const Sites = z.strictObject({
  site_id: z.string(),
  area_pyeong: z.number().nullable(),
  visitors: z.int(),
  first_visitors: z.int(),
  first_visitors_ripe: z.int(),
  first_visitors_paid: z.int(),
  session_count: z.int(),
  access_count: z.int(),
  stay_hours: z.number(),
});
/** One site as of the run. */
export type Sites = z.infer<typeof Sites>;
