import type { ArtifactRef, Artifacts, Metrics } from '../models/contracts/artifact.ts';
import type { FoundChampion } from '../models/contracts/champion.ts';
import type { RunContext } from '../models/contracts/run.ts';
import type { Verdict } from '../models/gates/verdict.ts';
import { NEXT_AFFILIATE_LEARNERS } from '../models/next-affiliate/next-affiliate-recipe.ts';
import type { Dag } from './dag.ts';
import { membersOf } from './members-of.ts';
import { omit, pick, pickAs } from './pick.ts';
import { releaseModel } from './release-model.ts';

/** Scores of the next affiliate, and how far they can be relied on. */
export interface NextAffiliate {
  /** `next_affiliate`. */
  artifacts: Artifacts<'next_affiliate'>;
  verdict: Verdict;
  /** What scored the customers: the model, or what stands in for it. */
  scorer: string;
  released: boolean;
  /** The model that scored, or a fitted one that nothing was scored by. */
  model: ArtifactRef;
  /** `training`, `test` and `serving`: what was scored. */
  rows: Artifacts;
  metrics: Record<'next-affiliate' | 'training', Metrics>;
  /** What the run's report shows of it. */
  reports: Artifacts;
}

/** Whose champion a model of the next affiliate may become. */
export const NEXT_AFFILIATE_POINT = 'next-affiliate';

/** What is said where there is too little history to learn from. */
export const NO_NEXT_AFFILIATE: Verdict = {
  model: 'next-affiliate',
  decision_point: NEXT_AFFILIATE_POINT,
  verdict: 'INSUFFICIENT_DATA',
  rules: [],
};

type Learner = (typeof NEXT_AFFILIATE_LEARNERS)[number];

/**
 * Fit, evaluate, compare with the champion, decide, and score with what was released; null where there is too little
 * history to learn from.
 */
export async function predictNextAffiliate(
  run: RunContext,
  steps: Dag,
  { tables, found }: { tables: Artifacts; found: FoundChampion },
): Promise<NextAffiliate | null> {
  const { asOf, seed, policy } = run;
  const exported = await steps.exportAffiliateFeatures({
    params: membersOf(run),
    inputs: pick(tables, 'next_affiliate_snapshots', 'affiliates'),
  });
  if (!exported.value.enough) return null;

  const rows: Artifacts = exported.artifacts;
  const learnt = pick(rows, 'features', 'training', 'validation');
  const model = await steps.fitNextAffiliate({
    step: 'fit-next-affiliate',
    params: { seed, learners: [...NEXT_AFFILIATE_LEARNERS] },
    inputs: learnt,
  });
  const champion = found.before;
  const [evaluation, comparison] = await Promise.all([
    steps.evaluateNextAffiliate({
      params: { seed },
      inputs: { ...model.artifacts, ...pick(rows, 'training', 'test') },
    }),
    steps.compareNextAffiliate({
      params: { seed, resamples: policy.resamples, championUntil: champion?.trainedUntil ?? null },
      inputs: {
        ...model.artifacts,
        ...learnt,
        ...pick(rows, 'test'),
        ...(champion && { champion: champion.artifact }),
      },
    }),
  ]);
  const recipe = { learner: model.value.chosen as Learner };
  const decision = await steps.decideAffiliateRelease({
    params: {
      ...{ asOf, policy, seed, recipe, found },
      decisionPoint: NEXT_AFFILIATE_POINT,
      artifact: model.artifacts.model,
      metrics: evaluation.metrics,
      comparison: comparison.value,
    },
    inputs: { ...pick(evaluation.artifacts, 'evaluation'), ...pick(rows, 'test') },
  });
  const { verdict, released } = await releaseModel(run, steps, {
    ...{ point: NEXT_AFFILIATE_POINT, step: 'promote-next-affiliate' },
    ...{ verdict: decision.value.verdict, model: model.artifacts.model, found },
    async refit() {
      const { artifacts } = await steps.fitNextAffiliate({
        step: 'refit-next-affiliate',
        params: { seed, learners: [recipe.learner] },
        inputs: pickAs(rows, {
          features: 'features',
          training: 'ripe_training',
          validation: 'ripe_validation',
        }),
      });
      return artifacts.model;
    },
  });
  const scorer = released === null ? 'transitions' : released.name;
  const scores = await steps.scoreCustomers({
    params: { scorer: scorer as Learner | 'transitions' },
    inputs: {
      ...model.artifacts,
      ...pick(rows, 'training', 'test', 'serving'),
      released: released?.artifact ?? model.artifacts.model,
    },
  });
  return {
    artifacts: scores.artifacts,
    model: released?.artifact ?? model.artifacts.model,
    rows: pick(rows, 'training', 'test', 'serving'),
    verdict,
    scorer,
    released: released !== null,
    metrics: { 'next-affiliate': evaluation.metrics, training: model.metrics },
    // Not by name: a run that was under way when this came has none.
    reports: omit(evaluation.artifacts, 'evaluation'),
  };
}
