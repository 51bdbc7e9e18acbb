import type { Claim } from '../claim.ts';
import { NOTABLE, NOTABLE_SPREAD } from './margins.ts';

const family = 'stay';
const name = { ko: '총 이용 시간', en: 'hour of total stay' };

/** Conversion by total stay, and when people decide (sections 1.3, I3, C3, and 8, 6). */
export const STAY_CLAIMS: readonly Claim[] = [
  {
    id: 'fifteen-hours-best',
    source: '§7, I3; §8.6',
    family,
    claim: {
      ko: '전환율은 총 이용 15시간 안팎에서 가장 높다',
      en: 'conversion is highest near 15 hours of total stay',
    },
    estimand: 'conversion at 15 to 16 h of total stay less all other hours, as a share',
    test: { kind: 'standout', dimension: 'stay_hour', extreme: 'highest', bin: '15', name },
    direction: 'above',
    smallestEffect: NOTABLE,
  },
  {
    id: 'stay-hours-differ',
    source: '§1.3, conversion by total stay hour; §8.6',
    family,
    claim: { ko: '전환율은 총 이용 시간에 따라 다르다', en: 'conversion depends on the total stay' },
    estimand: 'standard deviation of conversion among hours of total stay, as a share',
    test: { kind: 'homogeneity', dimension: 'stay_hour', name },
    direction: 'above',
    smallestEffect: NOTABLE_SPREAD,
  },
  {
    id: 'three-hour-decision',
    source: '§7, C3a; §8.6',
    family,
    claim: {
      ko: '대부분의 고객은 3시간쯤 이용했을 때 결제를 결정한다',
      en: 'most customers decide to pay at about 3 hours of use',
    },
    estimand: 'share of payers with a known time who paid in the trial at 2 to 4 h of stay, less one half',
    test: {
      kind: 'share',
      dimension: 'payment_moment',
      of: {
        bins: ['near_3h'],
        name: {
          ko: '결제 시각이 알려진 고객 중 이용 2~4시간에 결제한 비율',
          en: 'the share of payers with a known time who paid at 2 to 4 hours of stay',
        },
      },
      reference: 0.5,
    },
    direction: 'above',
    smallestEffect: 0,
    withoutRows: { ko: '결제 시각이 없어', en: 'the source has no payment times' },
  },
];
