import type { TableContract } from '../../models/contracts/tables/table-contract.ts';
import type { RawFile } from './raw-file.ts';

/** A raw table and what holds it: a file of its own, or a mapping over the company's files. */
export interface FoundTable {
  contract: TableContract;
  /** The file, or the mapping's. */
  path: string;
  /** The files that are read: one, or those that the mapping names. */
  files: readonly RawFile[];
  /** SELECT of a mapping; its tables are `files` by stem. */
  mapping?: string;
}
