import { z } from 'zod';
import type { FeatureSpec, FeatureTable } from '../encoders/feature-table.ts';

/**
 * What is done to training rows against the rarer class's being rare: nothing; `class-weights`, both count the same;
 * `smote-tomek`, rows of it are made until both are equal, then Tomek links are removed. All but `none` shift every
 * probability, so a model is calibrated on rows as they come afterwards.
 */
export const Sampler = z.enum(['none', 'class-weights', 'smote-tomek']);
/** What is done to training rows against the rarer class's being rare. */
export type Sampler = z.infer<typeof Sampler>;

/** Training rows before they are encoded: every feature is still what it means. */
export interface TrainingRows {
  readonly specs: readonly FeatureSpec[];
  readonly table: FeatureTable;
  /** 1 where it happened, else 0. */
  readonly labels: Uint8Array;
}

/** Training rows after sampling: the given ones that are kept, in their order, then those made. */
export interface SampledRows {
  readonly table: FeatureTable;
  readonly labels: Uint8Array;
  /** How much each row counts; left out, every row counts 1. */
  readonly weights?: Float32Array;
  /** For each row, the given row that it is, or that it was made from. */
  readonly sources: Int32Array;
  /** Rows that were made, the last of all rows. */
  readonly made: number;
  /** Given rows that are gone. */
  readonly removed: number;
}
