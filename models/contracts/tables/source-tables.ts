import { AFFILIATE_TABLES } from './affiliate-tables.ts';
import type { TableContract } from './table-contract.ts';
import { TRIAL_TABLES } from './trial-tables.ts';

/** Raw tables of each pipeline's source. */
export const SOURCE_TABLES = {
  'affiliate-expansion': AFFILIATE_TABLES,
  'trial-conversion': TRIAL_TABLES,
} as const satisfies Record<string, readonly TableContract[]>;

/** A business case with raw tables of its own. */
export type SourceName = keyof typeof SOURCE_TABLES;
