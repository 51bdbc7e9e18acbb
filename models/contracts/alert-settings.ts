import type { z } from 'zod';
import { SecretPlace, WebhookSettings } from './webhook-settings.ts';

/** Where a change of a pipeline's state is told: a POST of JSON, signed as a sink's batches are where a secret is given. */
export const AlertSettings = WebhookSettings.pick({ url: true, allowPrivate: true }).extend({
  secret: SecretPlace.optional(),
});
export type AlertSettings = z.infer<typeof AlertSettings>;
