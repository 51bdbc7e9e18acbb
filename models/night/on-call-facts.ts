import type { RunOutcome } from '../contracts/run.ts';

/** What is known of one pipeline of one dataset when somebody asks; times are ISO texts. */
export interface OnCallFacts {
  pipeline: string;
  dataset: string;
  /** The newest run that publishes; null before the first. */
  run: {
    runId: string;
    workflowId: string;
    state: 'running' | 'finished' | 'failed' | 'cancelled';
    outcome: RunOutcome | null;
    error: string | null;
  } | null;
  /** Steps of it that failed or wait, in order. */
  broken: Array<{ step: string; state: 'failed' | 'parked'; error: string; parkedUntil: string | null }>;
  /** What is live; null where nothing was ever published. */
  live: {
    publicationId: string;
    version: number;
    asOf: string;
    rows: number;
    /** Last day on which a row of it is valid; null where it has no row. */
    validUntil: string | null;
    /** Sinks that have not got it. */
    missing: string[];
  } | null;
  /** When a run last ended with its strategies live. */
  publishedAt: string | null;
  /** Since when a schedule runs it; null where none does: then it cannot be late. */
  watchedSince: string | null;
}
