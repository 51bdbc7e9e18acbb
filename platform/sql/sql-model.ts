/** Layers that hold models, in the order data flows through them. */
export const modelLayers = ['staging', 'intermediate', 'marts'] as const;

/**
 * The schema a model is built into, or `audits`, whose queries build nothing, or `canaries`, which stand in for raw tables,
 * or `codes`, which list the values of one column.
 */
export type SqlLayer = (typeof modelLayers)[number] | 'audits' | 'canaries' | 'codes';

/** One SQL file: a bare SELECT with its header. */
export interface SqlModel {
  /** Schema and table, such as `marts.customers`; of a canary, its own name and the raw table that it replaces. */
  readonly name: string;
  readonly layer: SqlLayer;
  /** For messages: `sql/affiliate/marts/customers.sql`. */
  readonly file: string;
  readonly text: string;
  /** Columns that name a row: unique together, never null. */
  readonly grain: readonly string[];
  /** Tables it reads, sorted, such as `raw.products`. */
  readonly references: readonly string[];
  /** Parameters it mentions, sorted, without the dollar sign. */
  readonly parameters: readonly string[];
  /** Its syntax tree without positions: equal for texts that differ in comments and whitespace only. */
  readonly canonical: string;
}

/** The models of one domain in build order, the audits that run after them, other raw tables to build them from, and what its codes are. */
export interface SqlProject {
  readonly models: readonly SqlModel[];
  readonly audits: readonly SqlModel[];
  readonly canaries: readonly SqlModel[];
  readonly codes: readonly SqlModel[];
}
