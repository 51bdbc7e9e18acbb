import type { Claim } from '../claim.ts';
import { binNames, WEEKDAYS, WEEKEND } from './calendar.ts';
import { LITTLE, NOTABLE, NOTABLE_SPREAD } from './margins.ts';

const family = 'weekdays';
const applied = { ko: '신청 요일', en: 'weekday of application' };
const visited = { ko: '첫 방문 요일', en: 'weekday of the first visit' };

/** Conversion by weekday of application and of the first visit (sections 1.2, I2, B1–B4, and 8, 8). */
export const WEEKDAY_CLAIMS: readonly Claim[] = [
  {
    id: 'weekday-weekend-alike',
    source: '§7, I2; §8.8',
    family,
    claim: {
      ko: '평일 신청자와 주말 신청자의 전환율은 거의 같다',
      en: 'weekday and weekend applicants convert nearly alike',
    },
    estimand: 'conversion of weekday applicants less weekend applicants, as a share',
    test: {
      kind: 'difference',
      dimension: 'register_weekday',
      of: { bins: binNames(WEEKDAYS), name: { ko: '평일 신청자', en: 'weekday applicants' } },
      against: { bins: binNames(WEEKEND), name: { ko: '주말 신청자', en: 'weekend applicants' } },
    },
    direction: 'within',
    smallestEffect: LITTLE,
  },
  {
    id: 'tuesday-thursday-visitors',
    source: '§7, B1 and B2; §8.8',
    family,
    claim: {
      ko: '화~목요일에 처음 방문한 고객이 더 많이 결제한다',
      en: 'those who first visit from Tuesday to Thursday pay more often',
    },
    estimand: 'conversion of first visitors of Tuesday to Thursday less other days, as a share',
    test: {
      kind: 'difference',
      dimension: 'visit_weekday',
      of: {
        bins: ['2', '3', '4'],
        name: { ko: '화~목요일 첫 방문자', en: 'first visitors of Tuesday to Thursday' },
      },
      against: { bins: ['1', '5', '6', '7'], name: { ko: '다른 요일 첫 방문자', en: 'those of other days' } },
    },
    direction: 'above',
    smallestEffect: NOTABLE,
  },
  {
    id: 'weekend-visitors',
    source: '§7, B3 and B4; §1.2',
    family,
    claim: {
      ko: '주말에 처음 방문한 고객이 덜 결제한다',
      en: 'those who first visit on a weekend pay less often',
    },
    estimand: 'conversion of first visitors of weekends less weekdays, as a share',
    test: {
      kind: 'difference',
      dimension: 'visit_weekday',
      of: { bins: binNames(WEEKEND), name: { ko: '주말 첫 방문자', en: 'first visitors of weekends' } },
      against: { bins: binNames(WEEKDAYS), name: { ko: '평일 첫 방문자', en: 'those of weekdays' } },
    },
    direction: 'below',
    smallestEffect: NOTABLE,
  },
  {
    id: 'best-weekday',
    source: '§1.2, conversion by application day',
    family,
    claim: {
      ko: '전환율이 두드러지게 높은 신청 요일이 있다',
      en: 'applicants of one weekday convert better',
    },
    estimand: 'conversion of the highest of all weekdays of application less the others, as a share',
    test: { kind: 'standout', dimension: 'register_weekday', extreme: 'highest', name: applied },
    direction: 'above',
    smallestEffect: NOTABLE,
  },
  {
    id: 'weekdays-differ',
    source: '§1.2, conversion by application day',
    family,
    claim: { ko: '전환율은 신청 요일에 따라 다르다', en: 'conversion depends on the weekday of application' },
    estimand: 'standard deviation of conversion among weekdays of application, as a share',
    test: { kind: 'homogeneity', dimension: 'register_weekday', name: applied },
    direction: 'above',
    smallestEffect: NOTABLE_SPREAD,
  },
  {
    id: 'visit-weekdays-differ',
    source: '§1.2, payers by first-visit day',
    family,
    claim: {
      ko: '전환율은 첫 방문 요일에 따라 다르다',
      en: 'conversion depends on the weekday of the first visit',
    },
    estimand: 'standard deviation of conversion among weekdays of the first visit, as a share',
    test: { kind: 'homogeneity', dimension: 'visit_weekday', name: visited },
    direction: 'above',
    smallestEffect: NOTABLE_SPREAD,
  },
];
