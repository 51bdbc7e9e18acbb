import type { OutcomeKind } from '../lift/measure.ts';
import type { AffiliateSubject } from './affiliate-playbook.ts';

/**
 * What an action is for, and therefore measured by: a new affiliate, the product that is due or one of those recommended, or
 * that the customer comes at all.
 */
export function outcomeOf(subject: AffiliateSubject): OutcomeKind {
  if (subject.kind === 'repurchase' || subject.kind === 'recommended') return 'bought_product';
  if (subject.kind === 'next-affiliate' || subject.use === 'new') return 'used_new_affiliate';
  return 'came_back';
}
