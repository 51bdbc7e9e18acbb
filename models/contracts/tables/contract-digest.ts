import { canonicalJson, digestText } from '../../artifact-key.ts';
import { listRowRules } from './row-rules.ts';
import type { TableContract } from './table-contract.ts';
import { type ReadOptions, typedSql } from './typed-sql.ts';

/**
 * Digest of what decides which rows are let in, and as which values: contracts, the SQL of their types and
 * rules. A step that reads by them names it, so that its code version moves when they do.
 */
export function contractDigest(contracts: readonly TableContract[], options: ReadOptions): string {
  const readings = contracts.map((contract) => ({
    contract,
    rules: listRowRules(contract),
    typed: Object.entries(contract.columns).map(([name, { type }]) => typedSql(type, name, options)),
  }));
  return digestText(canonicalJson(readings));
}
