import type { Claim, NamedBins, Wording } from '../claim.ts';
import { NOTABLE, NOTABLE_SPREAD } from './margins.ts';

/** Two claims on the hour of the first visit, on one kind of day. */
function claimsOf(days: 'weekday' | 'weekend', name: Wording): Claim[] {
  const dimension = `${days}_visit_hour`;
  const shared = { source: '§1.2, first-visit hour', family: 'hours', direction: 'above' } as const;
  return [
    {
      ...shared,
      id: `best-${days}-hour`,
      claim: {
        ko: `전환율이 두드러지게 높은 ${name.ko}가 있다`,
        en: `one ${name.en} converts better than the others`,
      },
      estimand: `conversion of the highest of each ${name.en} less the others, as a share`,
      test: { kind: 'standout', dimension, extreme: 'highest', name },
      smallestEffect: NOTABLE,
    },
    {
      ...shared,
      id: `${days}-hours-differ`,
      claim: { ko: `전환율은 ${name.ko}에 따라 다르다`, en: `conversion depends on the ${name.en}` },
      estimand: `standard deviation of conversion by ${name.en}, as a share`,
      test: { kind: 'homogeneity', dimension, name },
      smallestEffect: NOTABLE_SPREAD,
    },
  ];
}

const hours = (from: number, to: number) => Array.from({ length: to - from }, (_, hour) => `${from + hour}`);

/** One claim on a part of a weekday, against the rest of it. */
function claimOn(part: { id: string; claim: Wording; estimand: string; of: NamedBins }): Claim {
  const { of, ...rest } = part;
  const bins = hours(0, 24).filter((hour) => !of.bins.includes(hour));
  return {
    ...rest,
    source: '§1.2, first-visit hour on a Tuesday',
    family: 'hours',
    test: {
      kind: 'difference',
      dimension: 'weekday_visit_hour',
      of,
      against: { bins, name: { ko: '다른 시간 첫 방문자', en: 'those of other hours' } },
    },
    direction: 'above',
    smallestEffect: NOTABLE,
  };
}

/** Conversion by hour of the first visit (section 1.2, where 111 of 204 evening visitors of Tuesdays paid). */
export const HOUR_CLAIMS: readonly Claim[] = [
  claimOn({
    id: 'morning-visitors',
    claim: {
      ko: '평일 오전 11시 전에 처음 방문한 고객이 더 많이 결제한다',
      en: 'those who first visit before 11:00 on a weekday pay more often',
    },
    estimand: 'conversion of first visitors before 11:00 on weekdays less those of other hours, as a share',
    of: {
      bins: hours(0, 11),
      name: { ko: '평일 11시 전 첫 방문자', en: 'first visitors before 11:00 on weekdays' },
    },
  }),
  claimOn({
    id: 'evening-visitors',
    claim: {
      ko: '평일 17시 이후에 처음 방문한 고객이 더 많이 결제한다',
      en: 'those who first visit from 17:00 on a weekday pay more often',
    },
    estimand: 'conversion of first visitors from 17:00 on weekdays less those of other hours, as a share',
    of: {
      bins: hours(17, 24),
      name: { ko: '평일 17시 이후 첫 방문자', en: 'first visitors from 17:00 on weekdays' },
    },
  }),
  ...claimsOf('weekday', { ko: '평일 첫 방문 시간대', en: 'hour of a first visit on weekdays' }),
  ...claimsOf('weekend', { ko: '주말 첫 방문 시간대', en: 'hour of a first visit on weekends' }),
];
