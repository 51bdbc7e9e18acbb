import type { AffiliateCandidate } from '../../../models/playbooks/affiliate-candidate.ts';
import { AffiliateAction, AffiliatePlaybook } from '../../../models/playbooks/affiliate-playbook.ts';

/** An action as a marketer writes it; what a test is not about is filled in. */
export function affiliateActionText(change: Record<string, unknown> = {}) {
  return {
    id: 'next',
    title: 'Next affiliate',
    trigger: 'next visit',
    who: 'has used one affiliate so far',
    audience: 'customers.affiliates_used = 1',
    subject: { kind: 'next-affiliate', show: 'branch' },
    channel: 'app',
    offer: 'coupon at {next}',
    validDays: 60,
    messages: {
      ko: '{current} 다음은 {next} 어떠세요? {place}',
      en: 'After {current}, how about {next}, {place}?',
    },
    ...change,
  };
}

/** The same as it is read. */
export function sketchAffiliateAction(change: Record<string, unknown> = {}): AffiliateAction {
  return AffiliateAction.parse(affiliateActionText(change));
}

/** An action about one affiliate, sent by another channel. */
export function careAction(change: Record<string, unknown> = {}): AffiliateAction {
  return sketchAffiliateAction({
    id: 'care',
    channel: 'kakao',
    subject: { kind: 'affiliate', use: 'any' },
    offer: 'coupon at {affiliate}',
    messages: { ko: '{affiliate} 쿠폰', en: 'A coupon for {affiliate}' },
    ...change,
  });
}

/** A playbook of these actions. */
export function sketchAffiliatePlaybook(
  actions: readonly unknown[],
  change: Record<string, unknown> = {},
): AffiliatePlaybook {
  return AffiliatePlaybook.parse({
    sender: { ko: '멤버스', en: 'Members' },
    optOut: { ko: '수신거부', en: 'Opt out' },
    actions,
    ...change,
  });
}

/** An offer of the first action to a customer who has used A02 and may go to B01. */
export function sketchAffiliateCandidate(change: Partial<AffiliateCandidate> = {}): AffiliateCandidate {
  return {
    customer: 'M1',
    action: 0,
    affiliate: 'B01',
    probability: 0.1234,
    score: 0.1234,
    worth: 100,
    products: [],
    due: null,
    branch: { code: 'B010001', district: 'Z01001', isSameDistrict: true },
    hasBranches: true,
    segment: { id: 'S05', name: 'lapsed customer', type: 'churn-risk' },
    affiliatesUsed: 1,
    latestAffiliate: 'A02',
    pAlive: 0.8,
    expectedValue: 1_000,
    consent: 'given',
    isOptedOut: false,
    ...change,
  };
}
