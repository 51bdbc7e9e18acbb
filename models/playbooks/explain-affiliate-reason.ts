import type { AffiliateEvidence } from './affiliate-evidence.ts';
import { describeEffect, percent } from './explain-reason.ts';

/** The sentence a strategy row of the affiliate plan is published with, from its evidence and nothing else. */
export function explainAffiliateReason(evidence: AffiliateEvidence): string {
  return [
    describeCustomer(evidence),
    ...describeAffiliate(evidence),
    ...(evidence.is_next_predicted ? [] : ['no next affiliate is predicted, for want of history']),
    ...describeProducts(evidence),
    ...describeBranch(evidence),
    ...describeDue(evidence),
    evidence.who,
    describeEffect(evidence),
    ...(evidence.consent === 'unknown' ? ['no consent on record'] : []),
  ].join('; ');
}

function describeCustomer({
  segment,
  persona_use,
  affiliates_used,
  latest_affiliate,
}: AffiliateEvidence): string {
  const note = persona_use === 'rules' ? '' : ', which only describes';
  const used = `used ${affiliates_used} affiliate${affiliates_used === 1 ? '' : 's'}`;
  const last = latest_affiliate === null ? '' : `, last ${latest_affiliate}`;
  return `${segment.type} (${segment.id} ${segment.name}${note}), ${used}${last}`;
}

function describeAffiliate({ affiliate, p_alive }: AffiliateEvidence): string[] {
  const { code, probability, scorer } = affiliate;
  if (probability !== null && scorer !== null)
    return [
      `${code} is new with a chance of ${percent(probability)} within 60 days (${describeScorer(scorer)})`,
    ];
  return p_alive === null ? [] : [`${code} is known; still a customer with a chance of ${percent(p_alive)}`];
}

function describeProducts({ products, recommender }: AffiliateEvidence): string[] {
  if (recommender === null) return [];
  const shown = products.map(({ id, rank, lines }) => `${id} (place ${rank}, ${lines} lines sold there)`);
  return [`recommended ${shown.join(', ')} (${describeScorer(recommender)})`];
}

function describeBranch({ branch }: AffiliateEvidence): string[] {
  if (branch === null) return [];
  const where = branch.is_same_district
    ? `in the usual district ${branch.district}`
    : `in the usual zone, ${branch.district}`;
  return [`branch ${branch.code} ${where}`];
}

function describeDue({ due }: AffiliateEvidence): string[] {
  if (due === null) return [];
  const own = due.own_gap_days === null ? 'bought once' : `own gap ${days(due.own_gap_days)}`;
  const product = `the product's ${days(due.product_gap_days)} over ${due.product_repurchases} repurchases`;
  return [
    `${due.product} is due on ${due.due_on}: last bought on ${due.last_bought_on}, ${own}, ${product}, ${days(due.gap_days)} together`,
  ];
}

function describeScorer({ name, stands_in }: { name: string; stands_in: boolean }): string {
  return stands_in ? `${name}, since the model was held` : name;
}

function days(count: number): string {
  return `${count.toFixed(0)} days`;
}
