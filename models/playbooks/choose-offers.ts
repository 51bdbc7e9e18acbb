import type { DecisionPoint } from '../contracts/decision-point.ts';
import { DROP_REASONS, type DropReason } from './drop-reason.ts';
import { expectedValue, type PlanPrice } from './expected-value.ts';
import type { PastOfCustomer } from './past-contacts.ts';
import type { PlaybookAction } from './playbook.ts';
import { isQuiet, type QuietHours } from './quiet-hours.ts';

/** What is on record about advertising to a customer. */
export type Consent = 'given' | 'refused' | 'unknown';

/** A customer at the latest decision point reached. */
export interface TrialCandidate {
  customer: string;
  point: DecisionPoint;
  /** Wall-clock times, `YYYY-MM-DD hh:mm:ss`. */
  decidedAt: string;
  trialEndsAt: string;
  /** P(pays within the horizon | what is known at the point); null where no released model scores the point. */
  probability: number | null;
  /** Learner and decision point of the model that scored it. */
  model: string | null;
  isPaid: boolean;
  isOptedOut: boolean;
  consent: Consent;
  /** Places in the playbook of the actions in whose audience the customer is. */
  actions: readonly number[];
}

/** What limits the offers of one night. */
export interface OfferRules {
  actions: readonly PlaybookAction[];
  /** By plan; null where none are configured: the probability ranks then, and the order of the playbook. */
  prices: Readonly<Record<string, PlanPrice>> | null;
  caps: { perDay: number | null; perWeek: number | null };
  quietHours: QuietHours | null;
  whenConsentUnknown: 'plan' | 'suppress';
  past: ReadonlyMap<string, PastOfCustomer>;
}

/** One customer in the audience of one action, by their places in the lists. */
export interface Pair {
  candidate: number;
  action: number;
}

/** What becomes of every pair of customer and action: each is chosen once or dropped for one reason. */
export interface Offers {
  /** Ordered by candidate; at most one each. `value` is null where no prices are configured. */
  chosen: Array<Pair & { value: number | null }>;
  /** `reason` is a place in `DROP_REASONS`. Parallel columns: there may be millions. */
  dropped: { candidate: Int32Array; action: Int32Array; reason: Int32Array };
}

/**
 * Choose one offer for each customer: what may not be sent is dropped first, then the best pairs win, each
 * customer once and each action up to its budget. Looks at no arm, so that both arms are treated alike.
 */
export function chooseOffers(candidates: readonly TrialCandidate[], rules: OfferRules): Offers {
  const open = new Pairs();
  const dropped = new Pairs();
  const values: number[] = [];
  for (const [place, candidate] of candidates.entries()) {
    for (const action of candidate.actions) {
      const value = worthOf(candidate, rules.actions[action]!, rules.prices);
      const reason = suppress(candidate, rules.actions[action]!, rules) ?? judgeWorth(value);
      if (reason === undefined) {
        open.add(place, action, 0);
        values.push(value ?? candidate.probability!);
      } else dropped.add(place, action, DROP_REASONS.indexOf(reason));
    }
  }
  const chosen: Offers['chosen'] = [];
  const isServed = new Uint8Array(candidates.length);
  const sent = new Int32Array(rules.actions.length);
  for (const pair of rank(open, values)) {
    const [candidate, action] = [open.candidate[pair]!, open.action[pair]!];
    const budget = rules.actions[action]!.budgetPerNight ?? Number.POSITIVE_INFINITY;
    const reason = isServed[candidate] ? 'outranked' : sent[action]! >= budget ? 'budget' : undefined;
    if (reason !== undefined) {
      dropped.add(candidate, action, DROP_REASONS.indexOf(reason));
      continue;
    }
    isServed[candidate] = 1;
    sent[action]! += 1;
    chosen.push({ candidate, action, value: rules.prices === null ? null : values[pair]! });
  }
  chosen.sort((left, right) => left.candidate - right.candidate);
  return { chosen, dropped: dropped.columns() };
}

/** Why a customer may not get an action, whatever else there is; the first reason of the list counts. */
function suppress(
  candidate: TrialCandidate,
  action: PlaybookAction,
  { caps, past, quietHours, whenConsentUnknown, actions }: OfferRules,
): DropReason | undefined {
  if (candidate.isPaid) return 'already_paid';
  if (candidate.isOptedOut) return 'opted_out';
  if (action.isAdvertising) {
    const { consent } = candidate;
    if (consent === 'refused' || (consent === 'unknown' && whenConsentUnknown === 'suppress'))
      return 'no_consent';
  }
  if (candidate.probability === null) return 'model_held';
  const isTimed = action.channel === 'journey' && action.inQuietHours === 'drop';
  if (quietHours !== null && isTimed && isQuiet(candidate.decidedAt, quietHours)) return 'quiet_hours';
  const before = past.get(candidate.customer);
  if (before !== undefined) {
    if ((before.actions.get(action.id)?.times ?? 0) >= action.perTrial) return 'sent_before';
    const inGroup = actions.filter(({ group, id }) => group === action.group && id !== action.id);
    if (action.group !== undefined && inGroup.some(({ id }) => before.actions.has(id))) return 'conflict';
    if (caps.perWeek !== null && before.thisWeek >= caps.perWeek) return 'weekly_cap';
    // Its own night plans one message for a customer; others may have planned some.
    if (caps.perDay !== null && before.today >= caps.perDay) return 'nightly_cap';
  }
  return undefined;
}

function judgeWorth(value: number | null): DropReason | undefined {
  return value !== null && value <= 0 ? 'no_value' : undefined;
}

function worthOf(
  { probability }: TrialCandidate,
  { offer, costPerContact }: PlaybookAction,
  prices: OfferRules['prices'],
): number | null {
  const price = prices?.[offer.plan];
  if (price === undefined || probability === null) return null;
  return expectedValue(probability, price, { discount: offer.discounts[0] ?? 0, cost: costPerContact });
}

/** Places of pairs, the most valuable first; equal ones in the order of customers, then of the playbook. */
function rank({ candidate, action }: Pairs, values: readonly number[]): Int32Array {
  return Int32Array.from(values.keys()).sort(
    (left, right) =>
      values[right]! - values[left]! ||
      candidate[left]! - candidate[right]! ||
      action[left]! - action[right]!,
  );
}

/** Pairs as columns that grow. */
class Pairs {
  readonly candidate: number[] = [];
  readonly action: number[] = [];
  readonly #reason: number[] = [];

  add(candidate: number, action: number, reason: number): void {
    this.candidate.push(candidate);
    this.action.push(action);
    this.#reason.push(reason);
  }

  columns(): Offers['dropped'] {
    return {
      candidate: Int32Array.from(this.candidate),
      action: Int32Array.from(this.action),
      reason: Int32Array.from(this.#reason),
    };
  }
}
