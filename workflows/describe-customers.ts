import type { ArtifactRef, Artifacts, Metrics } from '../models/contracts/artifact.ts';
import type { RunContext } from '../models/contracts/run.ts';
import type { Verdict } from '../models/gates/verdict.ts';
import { HORIZON_DAYS } from '../models/lifetime/horizon.ts';
import type { Dag } from './dag.ts';
import { pick } from './pick.ts';

/** What is known of the customers whatever any gate says. */
export interface DescribedCustomers {
  /** `segments` and `lifetime_value`. */
  artifacts: Artifacts<'segments' | 'lifetime_value'>;
  /** What the report reads of them. */
  reports: Artifacts;
  metrics: Record<string, Metrics>;
  /** How far segments and values can be relied on. */
  verdicts: Verdict[];
  /** The segmentation that the next night goes on from; null where nobody has a row yet. */
  segmentation: ArtifactRef | null;
  /** Id of the segmentation that was live when the run looked. */
  live: string | null;
}

/** Artifacts that only the report reads; a source without purchases has but one of them. */
const REPORTS = ['segment_report', 'lifetime_report'];

/** Segments and lifetime values, side by side. */
export async function describeCustomers(
  run: RunContext,
  steps: Dag,
  tables: Artifacts,
): Promise<DescribedCustomers> {
  const { asOf, seed, policy } = run;
  const [{ segments, live }, lifetime] = await Promise.all([
    segmentCustomers(run, steps, tables),
    steps.estimateLifetimeValue({
      params: { asOf, horizonDays: HORIZON_DAYS, seed, minRows: policy.minRows },
      inputs: pick(tables, 'customers', 'customer_affiliates', 'purchase_days'),
    }),
  ]);
  const made: Artifacts = { ...segments.artifacts, ...lifetime.artifacts };
  return {
    artifacts: pick(made, 'segments', 'lifetime_value'),
    reports: Object.fromEntries(Object.entries(made).filter(([name]) => REPORTS.includes(name))),
    metrics: { segments: segments.metrics, lifetime: lifetime.metrics },
    // A run that was under way when this came has none.
    verdicts: [segments.value?.verdict, lifetime.value?.verdict].filter((verdict) => verdict !== undefined),
    segmentation: made.segmentation ?? null,
    live,
  };
}

async function segmentCustomers({ asOf, seed, settings }: RunContext, steps: Dag, tables: Artifacts) {
  const found = await steps.findSegmentation({ params: { asOf }, inputs: {} });
  const { before, live } = found.value;
  const segments = await steps.segmentCustomers({
    params: { asOf, seed, language: settings.language, since: before?.asOf ?? null },
    inputs: {
      ...pick(tables, 'customers', 'affiliates', 'customer_categories'),
      ...(before && { live_segmentation: before.segmentation, live_segments: before.segments }),
    },
  });
  return { segments, live };
}

/** Let the next night go on from tonight's segments. */
export async function releaseSegments(
  { asOf, dryRun }: RunContext,
  steps: Dag,
  { artifacts, segmentation, live }: DescribedCustomers,
): Promise<void> {
  if (segmentation === null) return;
  await steps.releaseSegmentation({
    params: { asOf, dryRun, live },
    inputs: { segmentation, ...pick(artifacts, 'segments') },
  });
}
