import type { GatePolicy } from '../gates/policy.ts';
import type { Verdict } from '../gates/verdict.ts';
import type { AffiliatePlaybook } from '../playbooks/affiliate-playbook.ts';
import type { Playbook } from '../playbooks/playbook.ts';
import type { PublicationDiff } from '../publishing/publication-diff.ts';
import type { ArtifactRef, Metrics } from './artifact.ts';
import type { Exposure } from './exposure.ts';
import type { BusinessCase, PipelineName } from './pipeline.ts';
import type { RunSettings } from './project-config.ts';
import type { TableColumns } from './propensity-input.ts';
import type { StaleTable } from './tables/stale-tables.ts';

/** One raw file as it was when the run began. */
export interface SourceFile {
  /** Name of the table in the contract. */
  table: string;
  path: string;
  digest: string;
  bytes: number;
}

/** What `resolve-input` fixed and recorded at the start of a run; no later step looks at a clock or a setting. */
export interface RunContext<Pipeline extends PipelineName = BusinessCase> {
  pipeline: Pipeline;
  dataset: string;
  /** Only what happened before the start of this day is known. */
  asOf: string;
  seed: number;
  dryRun: boolean;
  /** The directory that is read; `address` where that is a copy of something else. */
  source: { directory: string; address?: string; files: SourceFile[] };
  /** Logs whose newest event is older than their contract allows; with one, the run ends for want of data. */
  stale: StaleTable[];
  policy: GatePolicy;
  settings: Omit<RunSettings, 'gate'>;
  /** What a trial customer may be offered; null for other pipelines. */
  playbook: Playbook | null;
  /** What a customer of a loyalty programme may be offered; null for other pipelines. */
  affiliatePlaybook: AffiliatePlaybook | null;
  /** Publications that were live before the as-of, newest first: what they said limits what is said now. */
  earlier: EarlierPublication[];
  /** What else is known of earlier contacts; null of a pipeline that contacts nobody. */
  exposure: Exposure | null;
}

/** A publication that was live, by what it said: the same rows published again are the same. */
export interface EarlierPublication {
  asOf: string;
  /** Digest of its strategies without the run that wrote them. */
  digest: string;
}

/** What every run fixes, whatever its pipeline. */
export type AnyRunContext = RunContext<PipelineName> & { columns?: TableColumns };

/** A run of the propensity pipeline: its source is one file. */
export interface PropensityContext extends RunContext<'propensity'> {
  columns: TableColumns;
}

export type RunOutcome = 'PUBLISHED' | 'PARTIAL' | 'HELD' | 'INSUFFICIENT_DATA' | 'DRY_RUN';

/** What is live after a run. */
export interface Publication {
  publicationId: string;
  version: number;
  rows: number;
  /** False where the same strategies were live already. */
  changed: boolean;
  location: string;
  /** What changed for customers against what was live before. */
  diff: PublicationDiff | null;
  sinks: SinkReceipt[];
}

/** What one sink has of a publication; `superseded`: something newer went live before its turn. */
export interface SinkReceipt {
  sink: string;
  state: 'delivered' | 'superseded' | 'failed';
  rows: number;
  location: string;
  /** Why it failed. */
  error?: string;
}

/** Result of a pipeline's workflow: the object of the design's section 7, artifacts still as references. */
export interface RunResult {
  runId: string;
  workflowId: string;
  pipeline: PipelineName;
  outcome: RunOutcome;
  asOf: string;
  artifacts: Record<string, ArtifactRef>;
  metrics: Record<string, Metrics>;
  gates: Verdict[];
  publication: Publication | null;
  /** Path of the report; null where a person decided to go on without it. */
  report: string | null;
}
