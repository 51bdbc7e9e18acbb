import { canonicalJson } from '../models/artifact-key.ts';
import type { ArtifactRef } from '../models/contracts/artifact.ts';
import type { RunContext } from '../models/contracts/run.ts';
import type { NEXT_AFFILIATE_LEARNERS } from '../models/next-affiliate/next-affiliate-recipe.ts';
import type { Basis } from '../models/publishing/basis.ts';
import type { RecommenderRecipe } from '../models/recommender/recipe.ts';
import type { PersonaUse } from '../models/segments/name-segments.ts';
import type { Dag } from './dag.ts';
import type { Mix, Mixed, Replanner } from './explain-changes.ts';
import { pick } from './pick.ts';
import type { Recommender } from './recommend-products.ts';

/** Tables that a plan is made of, beside what scores and describes the customers. */
export const PLANNED_FROM = [
  'affiliates',
  'affiliate_products',
  'contacts',
  'customers',
  'customer_affiliates',
  'customer_habits',
  'nearest_branches',
  'product_features',
  'repurchase_dates',
] as const;

/** Names and settings of a plan's models. */
export interface AffiliateChoices {
  /** The learner that was released, or the transition baseline that stands in for it; null where nothing predicts. */
  scorer: (typeof NEXT_AFFILIATE_LEARNERS)[number] | 'transitions' | null;
  recommender: Recommender['scorer'];
  /** By which something stands in for the re-ranker. */
  recipe: RecommenderRecipe | null;
  personaUse: PersonaUse;
}

/**
 * Plan on other data or models. Values are estimated from each night's data, as are the transitions that stand in for a
 * model, or for the re-ranker by a recipe: they are the data's.
 */
export function replanAffiliate(run: RunContext, steps: Dag): Replanner {
  return {
    async rescore(mix, mixed) {
      const [segments, next] = await Promise.all([
        assignSegments(run, steps, { mix, mixed }),
        scoreNext(steps, { mix, mixed }),
      ]);
      const recommendations = await recommend(run, steps, { mix, mixed, next });
      return { segments, recommendations, ...(next && { next_affiliate: next }) };
    },
    async replan(step, basis) {
      const { asOf, since } = basis.data;
      const { scorer, recommender, personaUse } = choicesOf(basis);
      const plan = await steps.planAffiliateStrategies({
        step: `replan-${step}`,
        params: {
          ...rulesOf(run),
          known: { asOf, since },
          scorer: scorer && { name: scorer, standsIn: scorer === 'transitions' },
          recommender: { name: recommender, standsIn: recommender !== 'reranker' },
          personaUse,
        },
        inputs: inputsOf(basis),
      });
      return plan.artifacts.strategies;
    },
  };
}

interface Rescored {
  mix: Mix;
  mixed: Mixed;
}

async function assignSegments(
  { seed, settings }: RunContext,
  steps: Dag,
  { mix, mixed: { own, models } }: Rescored,
): Promise<ArtifactRef> {
  const { segments } = pick(own.scores, 'segments');
  const { segmentation } = models.artifacts;
  if (segmentation === undefined || segmentation.digest === own.models.artifacts.segmentation?.digest)
    return segments;
  const assigned = await steps.segmentCustomers({
    step: `rescore-segments-${mix}`,
    params: { asOf: own.data.asOf, seed, language: settings.language, since: null, keeps: true },
    inputs: {
      ...pick(own.data.artifacts, 'customers', 'affiliates', 'customer_categories'),
      ...{ live_segmentation: segmentation },
    },
  });
  return pick(assigned.artifacts, 'segments').segments;
}

/** Nothing where these models, or these data, have no next affiliate. */
async function scoreNext(
  steps: Dag,
  { mix, mixed: { own, models } }: Rescored,
): Promise<ArtifactRef | undefined> {
  const { scorer } = choicesOf({ models });
  if (isSameNext(own, models)) return own.scores.next_affiliate;
  if (scorer === null || own.data.artifacts.serving === undefined) return undefined;
  const { released } = pick(models.artifacts, 'released');
  const scores = await steps.scoreCustomers({
    step: `rescore-next-affiliate-${mix}`,
    params: { scorer },
    inputs: { ...pick(own.data.artifacts, 'training', 'test', 'serving'), model: released, released },
  });
  return scores.artifacts.next_affiliate;
}

async function recommend(
  { seed }: RunContext,
  steps: Dag,
  { mix, mixed: { own, models }, next }: Rescored & { next: ArtifactRef | undefined },
): Promise<ArtifactRef> {
  const { recommender: scorer } = choicesOf({ models });
  if (isSameRecommender(own, models) && isSameNext(own, models))
    return pick(own.scores, 'recommendations').recommendations;
  const { recommender } = models.artifacts;
  const made = await steps.recommendProducts({
    step: `rescore-products-${mix}`,
    params: { scorer, seed },
    inputs: {
      ...pick(own.data.artifacts, 'people', 'products', 'sellers', 'purchases'),
      ...(recommender && { recommender }),
      ...(next && { next_affiliate: next }),
    },
  });
  return made.artifacts.recommendations;
}

/** Whether the same trees rank, or what stands in for them by the same recipe: it learns from the data that it ranks. */
function isSameRecommender(own: Basis, models: Basis['models']): boolean {
  const [mine, other] = [choicesOf(own), choicesOf({ models })];
  if (mine.recommender !== other.recommender) return false;
  return mine.recommender === 'reranker'
    ? own.models.artifacts.recommender?.digest === models.artifacts.recommender?.digest
    : canonicalJson(mine.recipe) === canonicalJson(other.recipe);
}

/** Whether the same model predicts the next affiliate; the baseline learns from the data that it scores. */
function isSameNext(own: Basis, models: Basis['models']): boolean {
  const [mine, other] = [choicesOf(own).scorer, choicesOf({ models }).scorer];
  const isSameFile = own.models.artifacts.released?.digest === models.artifacts.released?.digest;
  return mine === other && (mine === 'transitions' || mine === null || isSameFile);
}

function choicesOf({ models }: Pick<Basis, 'models'>): AffiliateChoices {
  return models.choices as unknown as AffiliateChoices;
}

/** What the plan step reads of a basis. */
export function inputsOf({ data, scores }: Basis) {
  return {
    ...pick(data.artifacts, ...PLANNED_FROM, 'lifetime_value'),
    ...pick(scores, 'segments', 'recommendations'),
    ...(scores.next_affiliate && { next_affiliate: scores.next_affiliate }),
  };
}

/** Tonight's rules: of the run's settings those that a plan depends on, and no other one moves its key. */
export function rulesOf({
  pipeline,
  dataset,
  asOf,
  earlier,
  exposure,
  affiliatePlaybook,
  settings,
}: RunContext) {
  const { language, caps, holdoutShare, globalHoldoutShare } = settings;
  return {
    ...{ pipeline, dataset, asOf, earlier, language, caps, holdoutShare, globalHoldoutShare },
    // resolve-input reads both for this pipeline.
    exposure: exposure!,
    playbook: affiliatePlaybook!,
  };
}
