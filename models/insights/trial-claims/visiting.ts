import type { Claim, ClaimTest } from '../claim.ts';
import { LITTLE, NOTABLE } from './margins.ts';

const test: ClaimTest = {
  kind: 'difference',
  dimension: 'population',
  of: { bins: ['visited'], name: { ko: '방문한 신청자', en: 'applicants who visited' } },
  against: { bins: ['never'], name: { ko: '방문하지 않은 신청자', en: 'those who never came' } },
};
const estimand = 'conversion of those who visited less those who never came, as a share';
const family = 'visiting';

/** Conversion with and without a visit (sections 1.1 and 8, 11). */
export const VISITING_CLAIMS: readonly Claim[] = [
  {
    id: 'never-visited-alike',
    source: '§1.1; §8.11',
    family,
    claim: {
      ko: '방문하지 않은 신청자도 방문한 신청자와 거의 같은 비율로 결제한다',
      en: 'those who never came pay nearly as often as visitors',
    },
    estimand,
    test,
    direction: 'within',
    smallestEffect: LITTLE,
  },
  {
    id: 'visitors-convert-more',
    source: '§1.1; §8.11',
    family,
    claim: { ko: '방문한 신청자가 더 많이 결제한다', en: 'applicants who visited pay more often' },
    estimand,
    test,
    direction: 'above',
    smallestEffect: NOTABLE,
  },
];
