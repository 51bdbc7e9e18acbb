import type { Action } from './action.ts';

/** An action for customers who have used so many affiliates (spec/affiliate-expansion.md, section 7). */
export interface AffiliateAction extends Action {
  /** From and to, both included. */
  affiliatesUsed: readonly [from: number, to: number];
}

/**
 * Raise the number of affiliates per customer; the step from one to two is worth most.
 * `{current}` is the affiliate used last, `{next}` the one that is proposed. Korean texts keep names away
 * from particles, whose form depends on a name's last syllable.
 */
export const AFFILIATE_ACTIONS: readonly AffiliateAction[] = [
  {
    id: 'second-affiliate',
    affiliatesUsed: [1, 1],
    trigger: 'next visit of a customer who uses one affiliate',
    channel: 'app',
    offer: 'first-use coupon at {next}',
    validDays: 60,
    messages: {
      ko: '다시 찾아 주셔서 감사합니다! {current} 다음은 {next} 어떠세요? 첫 이용 쿠폰을 드립니다.',
      en: 'Welcome back! After {current}, how about {next}? A coupon for your first visit is waiting.',
    },
  },
  {
    id: 'next-affiliate',
    affiliatesUsed: [2, Number.POSITIVE_INFINITY],
    trigger: 'next visit',
    channel: 'app',
    offer: 'points bonus at {next}',
    validDays: 60,
    messages: {
      ko: '요즘 {current} 자주 찾으시죠? 이번에는 {next} 어떠세요? 첫 이용 시 포인트를 더 드립니다.',
      en: 'You like {current}: we think {next} is for you. Extra points on your first visit.',
    },
  },
];

/** The action for a customer who has used this many affiliates; none for one who has used nothing. */
export function actionFor(affiliatesUsed: number): AffiliateAction | undefined {
  return AFFILIATE_ACTIONS.find(
    ({ affiliatesUsed: [from, to] }) => affiliatesUsed >= from && affiliatesUsed <= to,
  );
}
