import type { BusinessCase } from '../models/contracts/pipeline.ts';
import type { OutcomeKind } from '../models/lift/measure.ts';
import type { DuckDBSession } from '../platform/duckdb/session.ts';

/** A company of so many customers, drawn with a seed. */
export interface WorldOptions {
  directory: string;
  customers: number;
  seed: number;
}

/** Raw tables of one pipeline in which what a message is for can be made to happen. */
export interface PlantedWorld {
  pipeline: BusinessCase;
  /** As-of of the night that publishes. */
  first: string;
  /** The first day on which the windows of whoever it was for have all closed. */
  later: string;
  /** What its messages bring about. */
  outcome: OutcomeKind;
  /** Write the source. */
  generate(session: DuckDBSession, options: WorldOptions): Promise<void>;
  /**
   * Of the table `drawn (customer_id, since, until, day)`, let the outcome come about on `day` for everybody of whom it does
   * not between `since` and before `until` anyway, and leave those in the table `moved (customer_id, …)`.
   */
  plant(session: DuckDBSession, directory: string): Promise<void>;
}
