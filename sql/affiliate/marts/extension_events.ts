import { z } from 'zod';
import { feature } from '../feature.ts';
import { RUN_SHAPE } from '../run-shape.ts';

/** One row of `marts.extension_events`: a run that was left, as known before the hour of the event, and what it was left for. */
export const ExtensionEvents = z.strictObject({
  customer_id: feature(z.string(), { definition: 'customer', spec: 'cust' }),
  event_number: feature(z.int(), { definition: '1 for the first extension of the customer, then 2, 3 …' }),
  ...RUN_SHAPE,
  extended_on: feature(z.iso.date(), { definition: 'day of the event' }),
  extended_hour: feature(z.int(), { definition: 'its hour, 0–23; all of the row was known before it' }),
  next_affiliates: feature(z.array(z.string()), {
    definition: 'the label: affiliates first used in that hour; any of them is right',
  }),
});
/** One first use of further affiliates. */
export type ExtensionEvents = z.infer<typeof ExtensionEvents>;
