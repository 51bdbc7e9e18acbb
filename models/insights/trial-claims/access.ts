import type { Claim } from '../claim.ts';
import { NOTABLE, NOTABLE_SPREAD } from './margins.ts';

const family = 'access';

/** Conversion by number of door events and of days visited (sections 1.3 and 8, 9). */
export const ACCESS_CLAIMS: readonly Claim[] = [
  {
    id: 'access-4-10-lower',
    source: '§1.3, access_count bin; §8.9',
    family,
    claim: {
      ko: '출입 4~10회 고객은 덜 결제한다',
      en: 'customers with 4 to 10 door events pay less often',
    },
    estimand: 'conversion at 4 to 10 door events less all other visitors with door events, as a share',
    test: {
      kind: 'difference',
      dimension: 'access_count',
      of: { bins: ['4-10'], name: { ko: '출입 4~10회 고객', en: 'customers with 4 to 10 door events' } },
      against: {
        bins: ['1-3', '11-20', '21+'],
        name: { ko: '그 밖의 방문 고객', en: 'those with fewer or more' },
      },
    },
    direction: 'below',
    smallestEffect: NOTABLE,
  },
  {
    id: 'access-bins-differ',
    source: '§1.3, access_count bin',
    family,
    claim: { ko: '전환율은 출입 횟수에 따라 다르다', en: 'conversion depends on the number of door events' },
    estimand: 'standard deviation of conversion among bins of door events, as a share',
    test: {
      kind: 'homogeneity',
      dimension: 'access_count',
      name: { ko: '출입 횟수', en: 'number of door events' },
    },
    direction: 'above',
    smallestEffect: NOTABLE_SPREAD,
  },
  {
    id: 'visit-days-differ',
    source: '§1.3, days visited',
    family,
    claim: { ko: '전환율은 방문 일수에 따라 다르다', en: 'conversion depends on the number of days visited' },
    estimand: 'standard deviation of conversion among numbers of days visited, as a share',
    test: {
      kind: 'homogeneity',
      dimension: 'visit_days',
      name: { ko: '방문 일수', en: 'number of days visited' },
    },
    direction: 'above',
    smallestEffect: NOTABLE_SPREAD,
  },
];
