import { z } from 'zod';

const Name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected a plain lower-case name');

/**
 * `text`: an opaque code or name · `integer` · `money`: two decimals · `boolean`: 1/0, t/f, true/false ·
 * `day`: yyyymmdd, yyyy-mm-dd · `timestamp`: local wall-clock time, or with an offset · `seconds`: a number or HH:MM:SS.
 */
export const ColumnType = z.enum(['text', 'integer', 'money', 'boolean', 'day', 'timestamp', 'seconds']);
export type ColumnType = z.infer<typeof ColumnType>;

/** One column: what it holds, under which names it comes, and which values are possible. */
export const ColumnContract = z.strictObject({
  type: ColumnType,
  /** What it means, in a few words: shown by `crosslift check` and in mapping drafts. */
  about: z.string(),
  /** Other names it comes under, tried in this order after its own; compared without case. */
  aliases: z.array(Name).optional(),
  /** The source may do without the column: it is null then. */
  optional: z.boolean().optional(),
  /** A missing value is a fact about the world, not a fault. */
  nullable: z.boolean().optional(),
  /** One of few texts: a number stands for it while rows are sorted and written, as for the key of another table. */
  isCode: z.boolean().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Column of the same row that this one may equal but not precede. */
  notBefore: Name.optional(),
  /** `warn`: a broken rule is counted and the row let in, an unreadable value as null. Default `error`. */
  severity: z.enum(['error', 'warn']).optional(),
});
export type ColumnContract = z.infer<typeof ColumnContract>;

/** A column whose values should be keys of another table. */
export const Reference = z.strictObject({
  column: Name,
  /** Table and column whose values it names. */
  table: Name,
  to: Name,
  /** What happens to rows that name no such key: let in and counted, or quarantined. */
  orphans: z.enum(['keep', 'quarantine']),
  /** Share of orphans among the rows above which the source is refused. */
  maxShare: z.number().min(0).max(1),
});
export type Reference = z.infer<typeof Reference>;

/** What a raw table must look like to be let in. */
export const TableContract = z.strictObject({
  /** Name in the `raw` schema. */
  name: Name,
  /** What one row is. */
  about: z.string(),
  /** File names without extension that hold it, the specification's own first; compared without case. */
  files: z.array(z.string()).min(1),
  columns: z.record(Name, ColumnContract),
  /** Columns that tell rows apart; rows that agree in them but not in the rest are a fault. */
  key: z.array(Name).min(1).optional(),
  /** Fully identical rows: kept for staging to judge (default), or merged into one here. Both are counted. */
  identicalRows: z.enum(['keep', 'merge']).optional(),
  references: z.array(Reference).optional(),
  /** The source may do without the table: it has no rows then. */
  optional: z.boolean().optional(),
  /** Order of the snapshot's rows; ties are broken by a hash of the row. */
  sort: z.array(Name).min(1),
  /** Column that says when a row happened, and how many days before the as-of its newest may lie. */
  event: z.strictObject({ column: Name, maxAgeDays: z.int().positive() }).optional(),
  /** Share of bad rows that is quarantined without stopping the run. */
  maxBadShare: z.number().min(0).max(1),
});
export type TableContract = z.infer<typeof TableContract>;
