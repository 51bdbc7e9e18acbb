import type { PipelineName } from '../run.ts';
import { AFFILIATE_TABLES } from './affiliate-tables.ts';
import type { TableContract } from './table-contract.ts';

/** Raw tables of each pipeline's source. */
export const SOURCE_TABLES: Record<PipelineName, readonly TableContract[]> = {
  'affiliate-expansion': AFFILIATE_TABLES,
};
