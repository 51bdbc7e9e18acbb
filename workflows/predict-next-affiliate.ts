import type { Artifacts, Metrics } from '../models/contracts/artifact.ts';
import type { RunContext } from '../models/contracts/run.ts';
import type { Verdict } from '../models/gates/verdict.ts';
import type { Dag } from './dag.ts';
import { omit, pick } from './pick.ts';

/** Scores of the next affiliate, and how far they can be relied on. */
export interface NextAffiliate {
  /** `next_affiliate`. */
  artifacts: Artifacts<'next_affiliate'>;
  verdict: Verdict;
  /** What scored the customers: the model, or what stands in for it. */
  scorer: string;
  released: boolean;
  metrics: Record<'next-affiliate' | 'training', Metrics>;
  /** What the run's report shows of it. */
  reports: Artifacts;
}

/** Fit, evaluate, decide, and score with what was released; null where there is too little history to learn from. */
export async function predictNextAffiliate(
  { seed, policy }: RunContext,
  steps: Dag,
  tables: Artifacts,
): Promise<NextAffiliate | null> {
  const features = await steps.exportAffiliateFeatures({
    params: {},
    inputs: pick(tables, 'next_affiliate_snapshots', 'affiliates'),
  });
  if (!features.value.enough) return null;

  const model = await steps.fitNextAffiliate({
    params: { seed },
    inputs: pick(features.artifacts, 'training', 'validation'),
  });
  const evaluation = await steps.evaluateNextAffiliate({
    params: { seed },
    inputs: { ...model.artifacts, ...pick(features.artifacts, 'training', 'test') },
  });
  const decision = await steps.decideAffiliateRelease({
    params: { model: model.value.chosen, policy, seed },
    inputs: { ...pick(evaluation.artifacts, 'evaluation'), ...pick(features.artifacts, 'test') },
  });
  const { verdict } = decision.value;
  const released = verdict.verdict === 'PROMOTED';
  const scorer = released ? model.value.chosen : 'transitions';
  const scores = await steps.scoreCustomers({
    params: { scorer },
    inputs: { ...model.artifacts, ...pick(features.artifacts, 'training', 'test', 'serving') },
  });
  return {
    artifacts: scores.artifacts,
    verdict,
    scorer,
    released,
    metrics: { 'next-affiliate': evaluation.metrics, training: model.metrics },
    // Not by name: a run that was under way when this came has none.
    reports: omit(evaluation.artifacts, 'evaluation'),
  };
}
