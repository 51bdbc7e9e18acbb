import type { ArtifactRef, Metrics } from '../models/contracts/artifact.ts';
import type { AnyRunContext, Publication, RunOutcome } from '../models/contracts/run.ts';
import type { Strategy } from '../models/contracts/strategy.ts';
import type { Verdict } from '../models/gates/verdict.ts';
import type { Insight } from '../models/insights/insight.ts';
import type { LifetimeReport } from '../models/lifetime/lifetime-report.ts';
import type { LiftReading } from '../models/lift/read-experiment.ts';
import type { NextAffiliateReport } from '../models/metrics/next-affiliate-report.ts';
import type { RecommendationSample } from '../models/recommender/recommendation-sample.ts';
import type { RecommenderReport } from '../models/recommender/recommender-report.ts';
import type { SegmentReport } from '../models/segments/segment-report.ts';
import type { MessageCount } from '../platform/postgres/journey-messages.ts';
import type { DagNode } from './charts/layout-dag.ts';

/** One step as the report shows it. */
export interface ReportStep {
  name: string;
  state: 'running' | 'done' | 'failed' | 'parked' | 'skipped';
  reused: boolean;
  attempt: number;
  rows: number | null;
  millis: number | null;
  peakRssMb: number | null;
  key: string | null;
  metrics: Metrics;
}

/** Audience of one action. */
export interface ReportAction {
  action: string;
  channel: string;
  treatment: number;
  holdout: number;
  /** Customers of its audience who got no row of it, most frequent reason first. */
  suppressed?: ReadonlyArray<{ reason: string; rows: number }>;
  /** Median over its rows; null where it has no discount, or one that never pays for itself. */
  breakEvenLift?: number | null;
}

/** What became of one raw table. */
export interface ReportTable {
  table: string;
  /** Rows let in; null where the step did not say. */
  kept: number | null;
  quarantined: number;
  /** Why rows were quarantined, most frequent first. */
  reasons: ReadonlyArray<{ column: string; rule: string; rows: number }>;
}

/** Journeys by how they ended, `open` for those that have not, and what became of their messages. */
export interface JourneyFigures {
  endings: Readonly<Record<string, number>>;
  messages: readonly MessageCount[];
}

/** Everything that the report of a run shows; plain values, so that rendering is pure. */
export interface ReportData {
  run: AnyRunContext;
  runId: string;
  workflowId: string;
  writtenAt: Date;
  outcome: RunOutcome;
  artifacts: Record<string, ArtifactRef>;
  /** Figures by topic: next-affiliate or the decision points, strategies, quarantine, source. */
  metrics: Record<string, Metrics>;
  gates: readonly Verdict[];
  publication: Publication | null;
  actions: readonly ReportAction[];
  /** What the holdouts of earlier publications show, by action. */
  lift: readonly LiftReading[];
  /** What the dataset's journeys have done until now; null of a pipeline that has none. */
  journeys: JourneyFigures | null;
  /** A few strategies of each action with the highest scores, treatment arm only. */
  examples: readonly Strategy[];
  tables: readonly ReportTable[];
  /** Claims that were tested, by family; empty where the pipeline tests none. */
  insights: readonly Insight[];
  /** Null, like the next, where the pipeline or the source has none. */
  segments: SegmentReport | null;
  lifetime: LifetimeReport | null;
  nextAffiliate: NextAffiliateReport | null;
  recommender: RecommenderReport | null;
  /** A few customers and what is recommended to them; empty where nothing is. */
  samples: readonly RecommendationSample[];
  /** The pipeline's steps in DAG order; empty where the workflow did not say. */
  dag: readonly DagNode[];
  /** In the order in which they began. */
  steps: readonly ReportStep[];
}
