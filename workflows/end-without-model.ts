import { DECISION_POINTS } from '../models/contracts/decision-point.ts';
import type { BusinessCase } from '../models/contracts/pipeline.ts';
import type { RunContext } from '../models/contracts/run.ts';
import { describeStale } from '../models/contracts/tables/stale-tables.ts';
import type { Verdict } from '../models/gates/verdict.ts';
import type { LiftReading } from '../models/lift/read-experiment.ts';
import type { Dag } from './dag.ts';
import { NEXT_AFFILIATE_POINT } from './predict-next-affiliate.ts';
import type { PipelineOutcome } from './run-pipeline.ts';
import { dagOf } from './steps.ts';

/** What each pipeline would have judged. */
const UNDECIDED: Record<BusinessCase, ReadonlyArray<Pick<Verdict, 'model' | 'decision_point'>>> = {
  'trial-conversion': DECISION_POINTS.map((point) => ({ model: 'trial-conversion', decision_point: point })),
  'affiliate-expansion': [{ model: 'next-affiliate', decision_point: NEXT_AFFILIATE_POINT }],
};

/** What there is to show all the same. */
export interface EndShown {
  metrics?: PipelineOutcome['metrics'];
  /** Artifacts that the report reads. */
  reports?: PipelineOutcome['artifacts'];
  lift?: LiftReading[];
}

/** Nothing to learn from yet, or nothing new for too long: say so, and leave what is live as it is. */
export async function endWithoutModel(
  run: RunContext,
  steps: Dag,
  artifacts: PipelineOutcome['artifacts'],
  shown: EndShown = {},
): Promise<PipelineOutcome> {
  const stale = run.stale.length === 0 ? {} : { source: { stale: describeStale(run.stale) } };
  const metrics = { ...shown.metrics, ...stale };
  const gates = UNDECIDED[run.pipeline].map(
    (of): Verdict => ({ ...of, verdict: 'INSUFFICIENT_DATA', rules: [] }),
  );
  const result = { outcome: 'INSUFFICIENT_DATA' as const, artifacts, metrics, gates, publication: null };
  const report = await steps.writeReport({
    params: { run, ...result, lift: shown.lift ?? [], dag: dagOf(run.pipeline) },
    inputs: shown.reports ?? {},
  });
  return { ...result, report: report.value };
}
