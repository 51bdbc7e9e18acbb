import { canonicalJson, digestText } from '../models/artifact-key.ts';
import type { Artifacts } from '../models/contracts/artifact.ts';
import type { RunContext } from '../models/contracts/run.ts';
import type { Basis, PlanModels } from '../models/publishing/basis.ts';
import type { Dag } from './dag.ts';
import type { DescribedCustomers } from './describe-customers.ts';
import { pick } from './pick.ts';
import type { NextAffiliate } from './predict-next-affiliate.ts';
import type { Plan } from './publish-strategies.ts';
import type { Recommender } from './recommend-products.ts';
import {
  type AffiliateChoices,
  inputsOf,
  PLANNED_FROM,
  replanAffiliate,
  rulesOf,
} from './replan-affiliate.ts';

/** What is known of the customers when their offers are planned. */
export interface PlannedCustomers {
  tables: Artifacts;
  people: DescribedCustomers;
  /** Null where the history is too short to learn from: nobody is offered an affiliate not used yet. */
  next: NextAffiliate | null;
  recommender: Recommender;
  recommendations: Artifacts<'recommendations'>;
}

/** A few offers for each customer by the playbook, and how other data or models would have made them. */
export async function planAffiliateOffers(run: RunContext, steps: Dag, customers: PlannedCustomers) {
  const { next, recommender, recommendations } = customers;
  const basis = findBasis(run, customers);
  const scorers = {
    scorer: next && {
      // By its bytes: what computes the same scores under another key has nothing new to publish.
      name: `${next.scorer}@${next.artifacts.next_affiliate.digest.slice(0, 12)}`,
      standsIn: !next.released,
    },
    recommender: {
      name: `${recommender.scorer}@${recommendations.recommendations.digest.slice(0, 12)}`,
      standsIn: recommender.scorer !== 'reranker',
    },
  };
  const made = await steps.planAffiliateStrategies({
    params: { ...rulesOf(run), ...scorers, personaUse: chooseModels(customers).personaUse },
    inputs: inputsOf(basis),
  });
  const plan: Plan & Pick<typeof made, 'metrics'> = {
    ...made,
    basis,
    replanner: replanAffiliate(run, steps),
    held: {
      champions: [
        ...(next?.verdict.released === 'champion' ? [scorers.scorer!.name] : []),
        ...(recommender.verdict.released === 'champion' ? [scorers.recommender.name] : []),
      ],
      standIns: [scorers.scorer, scorers.recommender].flatMap((scorer) =>
        scorer?.standsIn === true ? [scorer.name] : [],
      ),
    },
  };
  return plan;
}

function findBasis(run: RunContext, customers: PlannedCustomers): Basis {
  const { tables, people, next, recommender, recommendations } = customers;
  return {
    data: {
      asOf: run.asOf,
      since: run.earlier[0]?.asOf ?? null,
      artifacts: {
        ...pick(tables, ...PLANNED_FROM, 'customer_categories'),
        ...next?.rows,
        ...pick(recommender.artifacts, 'people', 'products', 'sellers', 'purchases'),
        ...pick(people.artifacts, 'lifetime_value'),
      },
    },
    models: nameModels(customers),
    scores: {
      ...pick(people.artifacts, 'segments'),
      ...next?.artifacts,
      ...pick(recommendations, 'recommendations'),
    },
  };
}

function chooseModels({ people, next, recommender }: PlannedCustomers): AffiliateChoices {
  return {
    scorer: next && (next.scorer as AffiliateChoices['scorer']),
    recommender: recommender.scorer,
    recipe: recommender.recipe,
    personaUse: people.metrics.segments?.persona_use === 'rules' ? 'rules' : 'descriptive-only',
  };
}

function nameModels(customers: PlannedCustomers): PlanModels {
  const { people, next, recommender } = customers;
  const choices = chooseModels(customers);
  const { segmentation } = people;
  const { recommender: record } = recommender.artifacts;
  // What the transition baseline and a recipe make of the night's data belongs to the data.
  const digests = {
    released: choices.scorer === 'transitions' ? null : (next?.model.digest ?? null),
    segmentation: segmentation?.digest ?? null,
    reranker: recommender.scorer === 'reranker' ? (record?.digest ?? null) : null,
  };
  return {
    id: digestText(canonicalJson({ choices, digests })).slice(0, 16),
    choices: { ...choices },
    artifacts: {
      ...(next && { released: next.model }),
      ...(segmentation && { segmentation }),
      ...(record && { recommender: record }),
    },
  };
}
