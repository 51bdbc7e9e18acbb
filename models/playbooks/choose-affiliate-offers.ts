import { addDays } from '../days.ts';
import type { AffiliateCandidate } from './affiliate-candidate.ts';
import { type AffiliateAction, readsPersonas } from './affiliate-playbook.ts';
import type { DropReason } from './drop-reason.ts';
import type { PastOfCustomer } from './past-contacts.ts';

/** What limits the offers of one night. */
export interface AffiliateRules {
  asOf: string;
  actions: readonly AffiliateAction[];
  /** Rows for one customer in the night. */
  rowsPerNight: number;
  /** Contacts of one customer in the night, of every pipeline; null: as many as there are. */
  perDay: number | null;
  /** Contacts of one customer in seven days; null: as many as there are. */
  perWeek: number | null;
  whenConsentUnknown: 'plan' | 'suppress';
  /** Segments are stable enough for rules that tell personas apart. */
  personasHold: boolean;
  past: ReadonlyMap<string, PastOfCustomer>;
}

/** What becomes of every candidate: each is chosen once or dropped for one reason. */
export interface AffiliateOffers {
  /** In the order of customers, then of the playbook. */
  chosen: AffiliateCandidate[];
  dropped: Array<{ customer: string; action: number; reason: DropReason }>;
}

/** What a customer has got of the night. */
interface Night {
  rows: number;
  channels: Set<string>;
  products: Set<string>;
}

/**
 * Choose what each customer gets: what may not be sent is dropped first, then actions take their customers in the order
 * of the playbook, the most valuable first, one for each channel and product, up to the night's rows of a customer and
 * to an action's budget. Looks at no arm, so that both arms are treated alike.
 */
export function chooseAffiliateOffers(
  candidates: readonly AffiliateCandidate[],
  rules: AffiliateRules,
): AffiliateOffers {
  const nights = new Map<string, Night>();
  const sent = new Map<number, number>();
  const offers: AffiliateOffers = { chosen: [], dropped: [] };
  for (const candidate of candidates.toSorted(byPrecedence)) {
    const { customer, action: place } = candidate;
    const action = rules.actions[place]!;
    const night = nights.get(customer) ?? { rows: 0, channels: new Set(), products: new Set() };
    const products = productsOf(candidate);
    const count = sent.get(place) ?? 0;
    const reason =
      suppress(candidate, action, rules) ??
      findConflict(night, { action, products, rowsPerNight: rowsLeft(customer, action, rules) }) ??
      (count >= (action.budgetPerNight ?? Number.POSITIVE_INFINITY) ? 'budget' : undefined);
    if (reason !== undefined) {
      offers.dropped.push({ customer, action: place, reason });
      continue;
    }
    nights.set(customer, night);
    night.rows += 1;
    night.channels.add(action.channel);
    for (const product of products) night.products.add(product);
    sent.set(place, count + 1);
    offers.chosen.push(candidate);
  }
  offers.chosen.sort(byCustomer);
  return offers;
}

/** Rows that a customer may get in the night; what is only shown is no contact, so that others' contacts leave it room. */
function rowsLeft(
  customer: string,
  { isStanding }: AffiliateAction,
  { rowsPerNight, perDay, past }: AffiliateRules,
): number {
  if (perDay === null) return rowsPerNight;
  const taken = isStanding ? 0 : (past.get(customer)?.today ?? 0);
  return Math.min(rowsPerNight, perDay - taken);
}

/** Why a customer may not get an action, whatever else there is; the first reason of the list counts. */
function suppress(
  { customer, isOptedOut, consent, probability }: AffiliateCandidate,
  action: AffiliateAction,
  { asOf, past, perWeek, whenConsentUnknown, personasHold }: AffiliateRules,
): DropReason | undefined {
  if (isOptedOut) return 'opted_out';
  if (
    action.isAdvertising &&
    (consent === 'refused' || (consent === 'unknown' && whenConsentUnknown === 'suppress'))
  )
    return 'no_consent';
  if (!personasHold && readsPersonas(action)) return 'descriptive_only';
  const { subject, isStanding, after } = action;
  if (subject.kind === 'next-affiliate' && (probability ?? 0) < subject.minProbability)
    return 'low_confidence';
  if (isStanding) return undefined;
  const before = past.get(customer);
  if (after !== undefined) {
    const first = before?.actions.get(after.action);
    if (first === undefined || first.lastOn > addDays(asOf, -after.days)) return 'too_soon';
  }
  if ((before?.actions.get(action.id)?.times ?? 0) >= action.perMonth) return 'sent_before';
  if (perWeek !== null && (before?.thisWeek ?? 0) >= perWeek) return 'weekly_cap';
  return undefined;
}

function findConflict(
  { rows, channels, products: taken }: Night,
  {
    action,
    products,
    rowsPerNight,
  }: { action: AffiliateAction; products: readonly string[]; rowsPerNight: number },
): DropReason | undefined {
  if (products.some((product) => taken.has(product))) return 'same_product';
  if (channels.has(action.channel)) return 'channel_taken';
  return rows >= rowsPerNight ? 'nightly_cap' : undefined;
}

function productsOf({ products, due }: AffiliateCandidate): string[] {
  return [...products.map(({ product }) => product), ...(due === null ? [] : [due.product])];
}

/** Actions in the order of the playbook; in each the most valuable customers first, equal ones by id. */
function byPrecedence(left: AffiliateCandidate, right: AffiliateCandidate): number {
  return (
    left.action - right.action ||
    (right.worth ?? 0) - (left.worth ?? 0) ||
    compare(left.customer, right.customer)
  );
}

function byCustomer(left: AffiliateCandidate, right: AffiliateCandidate): number {
  return compare(left.customer, right.customer) || left.action - right.action;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
