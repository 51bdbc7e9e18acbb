import { z } from 'zod';

/** Where a secret is: never the secret itself, which belongs in no configuration, artifact, log or history. */
export const SecretPlace = z.union([
  z.strictObject({
    env: z.string().regex(/^[A-Z_][A-Z0-9_]*$/, 'expected the name of a variable, such as CRM_SECRET'),
  }),
  /** From the folder of the configuration; its last line break does not count. */
  z.strictObject({ file: z.string().min(1) }),
]);
export type SecretPlace = z.infer<typeof SecretPlace>;

/** A receiver of signed batches over HTTP. */
export const WebhookSettings = z.strictObject({
  kind: z.literal('webhook'),
  url: z
    .string()
    .refine(isHttpUrl, {
      error: ({ input }) =>
        `${describeScheme(String(input))} (expected an address such as https://crm.example.com/crosslift)`,
    })
    .refine(hasNoCredentials, 'expected no user or password in the address: it is recorded with every run'),
  secret: SecretPlace,
  /** Messages in one request. */
  batchSize: z.int().min(1).max(5_000).default(500),
  /** Seconds that an answer may take. */
  timeoutSeconds: z.number().positive().max(300).default(30),
  /** Requests for one batch in a row before the step itself waits and tries again. */
  attempts: z.int().min(1).max(20).default(5),
  /** The receiver is in the company's own network. */
  allowPrivate: z.boolean().default(false),
});
export type WebhookSettings = z.infer<typeof WebhookSettings>;

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

/** What is wrong with an address, without the rest of it: there may be a password in it. */
function describeScheme(text: string): string {
  return URL.canParse(text) ? `it begins with ${new URL(text).protocol}` : 'it is no address';
}

function hasNoCredentials(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
