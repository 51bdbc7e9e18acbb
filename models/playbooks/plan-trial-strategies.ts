import { canonicalJson, digestText } from '../artifact-key.ts';
import type { RunSettings } from '../contracts/project-config.ts';
import type { Strategy } from '../contracts/strategy.ts';
import { measureBy } from '../lift/measure.ts';
import { isExperiment } from './action-fields.ts';
import { breakEvenLift } from './break-even-lift.ts';
import { chooseOffers, type Offers, type TrialCandidate } from './choose-offers.ts';
import { explainReason } from './explain-reason.ts';
import type { PastOfCustomer } from './past-contacts.ts';
import { discountField, type Playbook, type PlaybookAction } from './playbook.ts';
import { beforeQuiet, type QuietHours } from './quiet-hours.ts';
import type { TrialEvidence } from './trial-evidence.ts';
import { writeMessages } from './write-messages.ts';
import { type PlanOptions, writeStrategy } from './write-strategy.ts';

/** What a plan of the trial playbook rests on. */
export interface TrialPlanOptions extends PlanOptions, Pick<RunSettings, 'caps' | 'prices' | 'quietHours'> {
  playbook: Playbook;
  past: ReadonlyMap<string, PastOfCustomer>;
  /** Verdicts of the claims register by claim. */
  verdicts: ReadonlyMap<string, string>;
}

/** A night's strategies of both arms, and what was dropped. */
export interface TrialPlan {
  strategies: Strategy[];
  dropped: Offers['dropped'];
}

/** One strategy row of either arm for each customer who gets an offer, in the order given. */
export function planTrialStrategies(
  candidates: readonly TrialCandidate[],
  options: TrialPlanOptions,
): TrialPlan {
  const { playbook, quietHours } = options;
  const { chosen, dropped } = chooseOffers(candidates, {
    ...options,
    actions: playbook.actions,
    prices: options.prices?.plans ?? null,
    whenConsentUnknown: playbook.whenConsentUnknown,
  });
  const prepared = playbook.actions.map((action) => prepare(action, options));
  const strategies = chosen.map(({ candidate: place, action: number, value }) => {
    const candidate = candidates[place]!;
    const action = prepared[number]!;
    const evidence = gatherEvidence(candidate, action, { value, quietHours });
    return writeStrategy(
      {
        action: action.written,
        customer: candidate.customer,
        fields: { ...action.fields, trial_ends: shortMoment(candidate.trialEndsAt) },
        score: candidate.probability!,
        evidence: JSON.stringify(evidence),
        reason: explainReason(evidence),
        holdoutShare: action.holdoutShare,
      },
      options,
    );
  });
  return { strategies, dropped };
}

/** What is the same for all rows of an action. */
interface PreparedAction {
  action: PlaybookAction;
  written: Parameters<typeof writeStrategy>[0]['action'];
  fields: Record<string, string>;
  holdoutShare: number;
  playbookDigest: string;
  claims: TrialEvidence['claims'];
  price: TrialEvidence['price'];
}

function prepare(action: PlaybookAction, options: TrialPlanOptions): PreparedAction {
  const { playbook, prices, verdicts, holdoutShare } = options;
  const plan = prices?.plans[action.offer.plan];
  return {
    action,
    written: { ...action, offer: action.offer.text, messages: writeMessages(action, playbook) },
    fields: Object.fromEntries(
      action.offer.discounts.map((share, tier) => [discountField(tier), `${roundPercent(share)}%`]),
    ),
    holdoutShare: action.holdoutShare ?? (isExperiment(action) ? playbook.experimentShare : holdoutShare),
    playbookDigest: digestText(canonicalJson(playbook)).slice(0, 12),
    claims: action.claims.map((id) => ({ id, verdict: verdicts.get(id) ?? 'not testable' })),
    price:
      prices === null || plan === undefined
        ? null
        : { plan: action.offer.plan, ...plan, currency: prices.currency, cost: action.costPerContact },
  };
}

function gatherEvidence(
  { point, decidedAt, probability, model, consent }: TrialCandidate,
  { action, holdoutShare, playbookDigest, claims, price }: PreparedAction,
  { value, quietHours }: { value: number | null; quietHours: QuietHours | null },
): TrialEvidence {
  const isTimed = action.channel === 'journey';
  return {
    playbook: playbookDigest,
    point,
    decided_at: decidedAt,
    due_at: !isTimed ? null : quietHours === null ? decidedAt : beforeQuiet(decidedAt, quietHours),
    deliver_by: action.deliverBy ?? null,
    model: model!,
    probability: probability!,
    who: action.who,
    audience: action.audience,
    // Who refused gets no advertising, so that nobody is left here who did.
    consent: !action.isAdvertising || consent === 'refused' ? 'not needed' : consent,
    is_experiment: isExperiment(action),
    holdout_share: holdoutShare,
    measured_by: measureBy('paid', action.measure),
    lift: action.lift ?? null,
    claims,
    price,
    expected_value: value,
    discounts: action.offer.discounts.map((share) => ({
      share,
      break_even_lift: finiteOrNull(
        breakEvenLift({
          probability: probability!,
          discount: share,
          margin: price?.margin ?? 1,
          cost: price === null ? 0 : price.cost / price.amount,
        }),
      ),
    })),
  };
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** .15 → 15, without the digits of a binary fraction. */
function roundPercent(share: number): number {
  return Number((100 * share).toFixed(1));
}

/** `2021-12-31 10:00:00` → `12/31 10:00` */
function shortMoment(moment: string): string {
  return `${moment.slice(5, 7)}/${moment.slice(8, 10)} ${moment.slice(11, 16)}`;
}
