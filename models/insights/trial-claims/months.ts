import type { Claim } from '../claim.ts';
import { binNames, FIRST_HALF, SECOND_HALF } from './calendar.ts';
import { NOTABLE, NOTABLE_SPREAD } from './margins.ts';

const dimension = 'register_month';
const family = 'months';
const name = { ko: '신청한 달', en: 'month of application' };

/** Conversion by month of application (sections 1.2, I1, and 8, 7). */
export const MONTH_CLAIMS: readonly Claim[] = [
  {
    id: 'second-half-conversion',
    source: '§7, I1; §8.7',
    family,
    claim: { ko: '하반기에 전환율이 높아진다', en: 'the second half of the year raises conversion' },
    estimand: 'conversion of those who applied in July to December less January to June, as a share',
    test: {
      kind: 'difference',
      dimension,
      of: {
        bins: binNames(SECOND_HALF),
        name: { ko: '하반기 신청자', en: 'applicants of July to December' },
      },
      against: { bins: binNames(FIRST_HALF), name: { ko: '상반기 신청자', en: 'those of January to June' } },
    },
    direction: 'above',
    smallestEffect: NOTABLE,
  },
  {
    id: 'may-june-conversion',
    source: '§8.7',
    family,
    claim: { ko: '5~6월 신청자가 더 많이 결제한다', en: 'applicants of May and June pay more often' },
    estimand: 'conversion of those who applied in May or June less all others, as a share',
    test: {
      kind: 'difference',
      dimension,
      of: { bins: ['5', '6'], name: { ko: '5~6월 신청자', en: 'applicants of May and June' } },
      against: {
        bins: ['1', '2', '3', '4', '7', '8', '9', '10', '11', '12'],
        name: { ko: '다른 달 신청자', en: 'those of other months' },
      },
    },
    direction: 'above',
    smallestEffect: NOTABLE,
  },
  {
    id: 'september-december-conversion',
    source: '§8.7',
    family,
    claim: {
      ko: '9월과 12월 신청자가 덜 결제한다',
      en: 'applicants of September and December pay less often',
    },
    estimand: 'conversion of those who applied in September or December less all others, as a share',
    test: {
      kind: 'difference',
      dimension,
      of: {
        bins: ['9', '12'],
        name: { ko: '9월과 12월 신청자', en: 'applicants of September and December' },
      },
      against: {
        bins: ['1', '2', '3', '4', '5', '6', '7', '8', '10', '11'],
        name: { ko: '다른 달 신청자', en: 'those of other months' },
      },
    },
    direction: 'below',
    smallestEffect: NOTABLE,
  },
  {
    id: 'september-december-none',
    source: '§8.7',
    family,
    claim: {
      ko: '9월과 12월에는 전환이 거의 없다',
      en: 'there is almost no conversion in September and December',
    },
    estimand: 'conversion of those who applied in September or December less 10 %, as a share',
    test: {
      kind: 'rate',
      dimension,
      of: {
        bins: ['9', '12'],
        name: { ko: '9월과 12월 신청자의 전환율', en: 'the conversion of September and December' },
      },
      reference: 0.1,
    },
    direction: 'below',
    smallestEffect: 0,
  },
  {
    id: 'best-month',
    source: '§1.2, payment rate by month',
    family,
    claim: { ko: '전환율이 두드러지게 높은 달이 있다', en: 'one month converts better than the others' },
    estimand: 'conversion of the highest of all months less the others, as a share',
    test: { kind: 'standout', dimension, extreme: 'highest', name },
    direction: 'above',
    smallestEffect: NOTABLE,
  },
  {
    id: 'worst-month',
    source: '§1.2, payment rate by month',
    family,
    claim: { ko: '전환율이 두드러지게 낮은 달이 있다', en: 'one month converts worse than the others' },
    estimand: 'conversion of the lowest of all months less the others, as a share',
    test: { kind: 'standout', dimension, extreme: 'lowest', name },
    direction: 'below',
    smallestEffect: NOTABLE,
  },
  {
    id: 'months-differ',
    source: '§1.2, payment rate by month',
    family,
    claim: { ko: '전환율은 신청한 달에 따라 다르다', en: 'conversion depends on the month of application' },
    estimand: 'standard deviation of conversion among months, as a share',
    test: { kind: 'homogeneity', dimension, name },
    direction: 'above',
    smallestEffect: NOTABLE_SPREAD,
  },
];
