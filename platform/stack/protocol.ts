import { z } from 'zod';

/** Programs of the stack, by absolute path. */
export const StackBinaries = z.strictObject({
  temporal: z.string().min(1),
  postgresBinDir: z.string().min(1),
});
export type StackBinaries = z.infer<typeof StackBinaries>;

/** Who holds the stack: a command's role (`run`, `worker`, …) and its process id. */
export const Lease = z.strictObject({ role: z.string().min(1), pid: z.int().positive() });
export type Lease = z.infer<typeof Lease>;

/** Process ids of the stack, as they are now: a restarted server has a new one. */
export const StackPids = z.strictObject({
  supervisor: z.int().positive(),
  temporal: z.int().positive(),
  postgres: z.int().positive(),
});
export type StackPids = z.infer<typeof StackPids>;

/** Where the running servers are; the same for as long as the supervisor lives. */
export const StackAddresses = z.strictObject({
  temporalAddress: z.string(),
  uiUrl: z.string(),
  databaseUrl: z.string(),
});
export type StackAddresses = z.infer<typeof StackAddresses>;

/** What a client says: `hello` first. A `release` that waits is answered only when others keep the stack. */
export const ClientMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hello'), lease: Lease }),
  z.strictObject({ type: z.literal('status') }),
  z.strictObject({ type: z.literal('release'), wait: z.boolean() }),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

/** What the supervisor says. `released` frees the client to go; `failed` ends every lease. */
export const SupervisorMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('progress'), text: z.string() }),
  z.strictObject({ type: z.literal('ready'), addresses: StackAddresses }),
  z.strictObject({ type: z.literal('status'), leases: z.array(Lease), pids: StackPids }),
  z.strictObject({ type: z.literal('released') }),
  z.strictObject({ type: z.literal('failed'), reason: z.string() }),
]);
export type SupervisorMessage = z.infer<typeof SupervisorMessage>;

/** The file that tells clients where the supervisor listens. */
export const SupervisorFile = z.strictObject({ pid: z.int().positive(), socket: z.string() });
export type SupervisorFile = z.infer<typeof SupervisorFile>;
