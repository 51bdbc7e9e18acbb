import { z } from 'zod';

/** What to generate and where; see README.md. */
export const SampleOptions = z.strictObject({
  pipeline: z.enum(['affiliate-expansion', 'trial-conversion']),
  /** Created anew; an existing directory is replaced. */
  directory: z.string().min(1),
  customers: z.int().positive(),
  /** `demo` has a signal that an honest model finds, `seed` the nearly flat one of the original data. */
  profile: z.enum(['demo', 'seed']),
  seed: z.int().nonnegative(),
  /** First day that is not in the sample, YYYY-MM-DD. */
  asOf: z.iso.date().optional(),
  /** Adds the payment time to the trial source. */
  paidAt: z.boolean().default(false),
  format: z.enum(['csv', 'csv.gz', 'parquet']).default('csv'),
  threads: z.int().positive().default(2),
  memoryLimitMb: z.int().min(256).default(800),
});
export type SampleOptions = z.infer<typeof SampleOptions>;

/** Rows written by table name. */
export type TableRows = Record<string, number>;

/** What was written. */
export interface SampleSummary {
  directory: string;
  rows: TableRows;
}

/** Where a generator writes: the sample itself, and what is deleted afterwards. */
export interface SampleDirectories {
  target: string;
  scratch: string;
}
