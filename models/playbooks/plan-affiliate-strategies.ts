import { canonicalJson, digestText } from '../artifact-key.ts';
import type { RunSettings } from '../contracts/project-config.ts';
import type { Strategy } from '../contracts/strategy.ts';
import { measureBy } from '../lift/measure.ts';
import type { PersonaUse } from '../segments/name-segments.ts';
import { isExperiment } from './action-fields.ts';
import type { AffiliateCandidate } from './affiliate-candidate.ts';
import type { AffiliateEvidence } from './affiliate-evidence.ts';
import type { AffiliateAction, AffiliatePlaybook } from './affiliate-playbook.ts';
import { describeOffer } from './affiliate-words.ts';
import { type AffiliateOffers, chooseAffiliateOffers } from './choose-affiliate-offers.ts';
import { explainAffiliateReason } from './explain-affiliate-reason.ts';
import { outcomeOf } from './outcome-of.ts';
import type { PastOfCustomer } from './past-contacts.ts';
import { writeMessages } from './write-messages.ts';
import { type PlanOptions, writeStrategy } from './write-strategy.ts';

/** What scored, and whether it stands in for a model that its gate held. */
export interface ScorerOfPlan {
  /** Name, and the beginning of the digest of what it wrote. */
  name: string;
  standsIn: boolean;
}

/** What a plan of the affiliate playbook rests on. */
export interface AffiliatePlanOptions extends PlanOptions, Pick<RunSettings, 'caps'> {
  playbook: AffiliatePlaybook;
  past: ReadonlyMap<string, PastOfCustomer>;
  /** Null where no next affiliate was predicted. */
  scorer: ScorerOfPlan | null;
  /** Null where the run made no recommendations. */
  recommender: ScorerOfPlan | null;
  personaUse: PersonaUse;
}

/** A night's strategies of both arms, and what was dropped. */
export interface AffiliatePlan {
  strategies: Strategy[];
  dropped: AffiliateOffers['dropped'];
}

/** One strategy row of either arm for each offer that a customer gets, in the order of customers. */
export function planAffiliateStrategies(
  candidates: readonly AffiliateCandidate[],
  options: AffiliatePlanOptions,
): AffiliatePlan {
  const { playbook, past, caps, asOf, personaUse } = options;
  const { chosen, dropped } = chooseAffiliateOffers(candidates, {
    asOf,
    actions: playbook.actions,
    rowsPerNight: playbook.rowsPerNight,
    perDay: caps.perDay,
    perWeek: caps.perWeek,
    whenConsentUnknown: playbook.whenConsentUnknown,
    personasHold: personaUse === 'rules',
    past,
  });
  const digest = digestText(canonicalJson(playbook)).slice(0, 12);
  const prepared = playbook.actions.map((action) => prepare(action, options));
  const strategies = chosen.map((candidate) => {
    const { action, written, holdoutShare } = prepared[candidate.action]!;
    const evidence = gatherEvidence(candidate, action, { ...options, holdoutShare, digest });
    return writeStrategy(
      {
        action: written,
        customer: candidate.customer,
        fields: {},
        words: describeOffer(candidate, playbook.names),
        score: candidate.score,
        evidence: JSON.stringify(evidence),
        reason: explainAffiliateReason(evidence),
        holdoutShare,
      },
      options,
    );
  });
  return { strategies, dropped };
}

/** What is the same for all rows of an action. */
function prepare(action: AffiliateAction, { playbook, holdoutShare }: AffiliatePlanOptions) {
  return {
    action,
    written: { ...action, messages: writeMessages(action, playbook) },
    holdoutShare: action.holdoutShare ?? (isExperiment(action) ? playbook.experimentShare : holdoutShare),
  };
}

function gatherEvidence(
  candidate: AffiliateCandidate,
  action: AffiliateAction,
  { digest, holdoutShare, personaUse, scorer, recommender }: AffiliatePlanOptions & { digest: string },
): AffiliateEvidence {
  const { due, branch, probability, consent } = candidate;
  const namesPlace = action.messages.ko.includes('{place}') || action.messages.en.includes('{place}');
  return {
    playbook: digest,
    who: action.who,
    audience: action.audience,
    segment: candidate.segment,
    persona_use: personaUse,
    affiliates_used: candidate.affiliatesUsed,
    latest_affiliate: candidate.latestAffiliate,
    affiliate: {
      code: candidate.affiliate,
      probability,
      scorer: probability === null || scorer === null ? null : toScorer(scorer),
    },
    is_next_predicted: scorer !== null,
    products: candidate.products.map(({ product, category, score, rank, lines, unitPrice }) => ({
      id: product,
      category,
      score,
      rank,
      lines,
      unit_price: unitPrice,
    })),
    recommender: candidate.products.length === 0 || recommender === null ? null : toScorer(recommender),
    branch:
      branch === null || !namesPlace
        ? null
        : { code: branch.code, district: branch.district, is_same_district: branch.isSameDistrict },
    due:
      due === null
        ? null
        : {
            product: due.product,
            due_on: due.dueOn,
            last_bought_on: due.lastBoughtOn,
            purchase_days: due.purchaseDays,
            gap_days: due.gapDays,
            own_gap_days: due.ownGapDays,
            product_gap_days: due.productGapDays,
            product_repurchases: due.productRepurchases,
          },
    p_alive: candidate.pAlive,
    expected_value: candidate.expectedValue,
    worth: candidate.worth,
    // Who refused gets no advertising, so that nobody is left here who did.
    consent: !action.isAdvertising || consent === 'refused' ? 'not needed' : consent,
    is_experiment: isExperiment(action),
    holdout_share: holdoutShare,
    measured_by: measureBy(outcomeOf(action.subject), action.measure, listTargets(candidate, action)),
    is_contact: !action.isStanding,
    lift: action.lift ?? null,
  };
}

/** Products of which one must be bought, where that is what the action is for. */
function listTargets({ due, products }: AffiliateCandidate, { subject }: AffiliateAction): string[] {
  if (subject.kind === 'recommended') return products.map(({ product }) => product);
  return due === null ? [] : [due.product];
}

function toScorer({ name, standsIn }: ScorerOfPlan) {
  return { name, stands_in: standsIn };
}
