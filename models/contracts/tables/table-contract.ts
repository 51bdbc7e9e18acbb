import { z } from 'zod';

/** `text`: an opaque code or name · `integer` · `day`: yyyymmdd or yyyy-mm-dd · `money`: two decimals. */
const ColumnContract = z.strictObject({
  type: z.enum(['text', 'integer', 'day', 'money']),
  /** A missing value is a fact about the world, not a fault. */
  nullable: z.boolean().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
});
export type ColumnContract = z.infer<typeof ColumnContract>;

/** What a raw table must look like to be let in. */
export const TableContract = z.strictObject({
  /** Name in the `raw` schema. */
  name: z.string().regex(/^[a-z_]+$/),
  /** File names without extension that hold it, the specification's own first; compared without case. */
  files: z.array(z.string()).min(1),
  columns: z.record(z.string().regex(/^[a-z_]+$/), ColumnContract),
  /** Order of the snapshot's rows; ties are broken by the other columns. */
  sort: z.array(z.string()).min(1),
  /** Column that says when a row happened, where the table is a log. */
  eventDay: z.string().optional(),
  /** Share of bad rows that is quarantined without stopping the run. */
  maxBadShare: z.number().min(0).max(1),
});
export type TableContract = z.infer<typeof TableContract>;
