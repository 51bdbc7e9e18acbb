import { z } from 'zod';
import { LocalPath } from './local-path.ts';
import { RunInput } from './run-input.ts';

const Column = z.string().min(1);

/** What a run of the propensity pipeline is told: a file, and which of its columns the question is about. */
export const PropensityInput = RunInput.extend({
  /** One table as a file: .csv, .csv.gz, .parquet or .jsonl. */
  source: LocalPath,
  /** Column that says whose row it is; rows of one id stay together wherever rows are dealt out. */
  id: Column,
  /** Column that is 1 where it happened, 0 where it did not, and empty where that is not known yet. */
  label: Column,
  /** Column that says when each row was true; without it rows have no order. */
  time: Column.optional(),
});
export type PropensityInput = z.infer<typeof PropensityInput>;

/** The columns of the question by their part in it. */
export const TableColumns = z.strictObject({ id: Column, label: Column, time: Column.nullable() });
/** The columns of the question by their part in it. */
export type TableColumns = z.infer<typeof TableColumns>;
