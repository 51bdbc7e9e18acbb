import type { Metrics } from '../models/contracts/artifact.ts';
import type { Publication, RunContext, RunOutcome } from '../models/contracts/run.ts';
import type { Strategy } from '../models/contracts/strategy.ts';
import type { Verdict } from '../models/gates/verdict.ts';

/** One step as the report shows it. */
export interface ReportStep {
  name: string;
  state: string;
  reused: boolean;
  rows: number | null;
  millis: number | null;
  peakRssMb: number | null;
  key: string | null;
}

/** Audience of one action. */
export interface ReportAction {
  action: string;
  channel: string;
  treatment: number;
  holdout: number;
}

/** Everything that the report of a run shows; plain values, so that rendering is pure. */
export interface ReportData {
  run: RunContext;
  runId: string;
  workflowId: string;
  outcome: RunOutcome;
  /** Figures by topic: next-affiliate, strategies, quarantine. */
  metrics: Record<string, Metrics>;
  gates: readonly Verdict[];
  publication: Publication | null;
  actions: readonly ReportAction[];
  /** A few strategies with the highest scores, treatment arm only. */
  examples: readonly Strategy[];
  steps: readonly ReportStep[];
}
