import { z } from 'zod';

/** One committed file of a step: where it is, what its bytes are, how many rows it holds. */
export const ArtifactRef = z.strictObject({
  /** Address inside the artifact store, `store:artifacts/<step>/<key>/<content>/<file>`: the store may be mounted elsewhere on another worker. */
  uri: z.string().startsWith('store:'),
  /** sha256 of the bytes, hex. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** Rows of a table, examples of a matrix; 0 for documents. */
  rows: z.int().nonnegative(),
});
export type ArtifactRef = z.infer<typeof ArtifactRef>;

/** Artifacts of one step by name. */
export type Artifacts<Name extends string = string> = Record<Name, ArtifactRef>;

/** Flat, JSON-safe figures of one step. */
export const Metrics = z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()]));
export type Metrics = z.infer<typeof Metrics>;
