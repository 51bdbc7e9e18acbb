import { z } from 'zod';
import { feature } from '../feature.ts';
import { RUN_SHAPE } from '../run-shape.ts';

/** One row of `marts.open_runs`: the run that a customer is in, with the columns that an event has. */
export const OpenRuns = z.strictObject({
  customer_id: feature(z.string(), { definition: 'customer', spec: 'cust' }),
  run_number: feature(z.int(), {
    definition: '1 for a customer who has used one affiliate, or several in one hour, then 2, 3 …',
  }),
  ...RUN_SHAPE,
});
/** One customer’s open run. */
export type OpenRuns = z.infer<typeof OpenRuns>;
