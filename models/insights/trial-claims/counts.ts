import type { Claim, NamedDays, VolumeMeasure, Wording } from '../claim.ts';
import { FIRST_HALF, SECOND_HALF, WEEKDAYS, WEEKEND } from './calendar.ts';

/** The least that "more" means for halves of the year, and "far more" for weekdays: a tenth, and a quarter. */
const MORE = 0.1;
const FAR_MORE = 0.25;

const halves = { by: 'month', of: SECOND_HALF, against: FIRST_HALF } as const;
const weekdays = { by: 'weekday', of: WEEKDAYS, against: WEEKEND } as const;
const months = (values: readonly number[], name: Wording): NamedDays => ({ values, name });

function moreADay(
  what: { measure: VolumeMeasure; noun: Wording },
  days: { by: 'month' | 'weekday'; of: NamedDays; against: NamedDays },
  claim: Pick<Claim, 'id' | 'source' | 'claim'> & { smallestEffect: number; direction?: 'below' },
): Claim {
  const { measure, noun } = what;
  const named = ({ values, name }: NamedDays): NamedDays => ({
    values,
    name: { ko: `${name.ko} ${noun.ko}`, en: `${noun.en} ${name.en}` },
  });
  return {
    direction: 'above',
    ...claim,
    family: 'counts',
    estimand: `${noun.en} per day ${days.of.name.en} over those ${days.against.name.en}, less 1`,
    test: { kind: 'volume', measure, by: days.by, of: named(days.of), against: named(days.against) },
  };
}

const registrants = { measure: 'registrants', noun: { ko: '신청', en: 'applications' } } as const;
const payers = {
  measure: 'payers',
  noun: { ko: '신청일 기준 결제 고객', en: 'payers by day of application' },
} as const;
const doorEvents = { measure: 'door_events', noun: { ko: '출입', en: 'door events' } } as const;
const firstVisits = {
  measure: 'first_visitors',
  noun: { ko: '첫 방문 고객', en: 'first visitors' },
} as const;
const visitPayers = {
  measure: 'first_visitor_payers',
  noun: { ko: '첫 방문일 기준 결제 고객', en: 'payers by day of first visit' },
} as const;

/** How many apply, come and pay, and when (sections 1.2 and 1.3, I1, I2, and what A1 and A2 take for granted). */
export const COUNT_CLAIMS: readonly Claim[] = [
  moreADay(registrants, halves, {
    id: 'second-half-applications',
    source: '§7, I1',
    claim: { ko: '하반기에 체험 신청이 더 많다', en: 'more people apply in the second half of the year' },
    smallestEffect: MORE,
  }),
  moreADay(payers, halves, {
    id: 'second-half-payers',
    source: '§7, I1',
    claim: {
      ko: '하반기에 신청한 고객 중 결제하는 사람이 더 많다',
      en: 'more payers apply in the second half of the year',
    },
    smallestEffect: MORE,
  }),
  moreADay(doorEvents, halves, {
    id: 'second-half-visits',
    source: '§1.2, door events by quarter',
    claim: { ko: '하반기에 출입이 더 많다', en: 'doors open more often in the second half of the year' },
    smallestEffect: MORE,
  }),
  moreADay(
    registrants,
    {
      by: 'month',
      of: months([7, 8], { ko: '7~8월', en: 'in July and August' }),
      against: months([1, 2, 3, 4, 5, 6, 9, 10, 11, 12], { ko: '다른 달', en: 'in other months' }),
    },
    {
      id: 'summer-applications',
      source: '§7, A1',
      claim: { ko: '7~8월에는 수요가 줄어든다', en: 'demand is lower in July and August' },
      smallestEffect: MORE,
      direction: 'below',
    },
  ),
  moreADay(
    registrants,
    {
      by: 'month',
      of: months([9], { ko: '9월', en: 'in September' }),
      against: months([1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12], { ko: '다른 달', en: 'in other months' }),
    },
    {
      id: 'september-applications',
      source: '§7, A2',
      claim: { ko: '9월에 신청이 크게 늘어난다', en: 'applications rise strongly in September' },
      smallestEffect: FAR_MORE,
    },
  ),
  moreADay(registrants, weekdays, {
    id: 'weekday-applications',
    source: '§7, I2',
    claim: { ko: '평일 신청이 주말보다 훨씬 많다', en: 'far more people apply on weekdays' },
    smallestEffect: FAR_MORE,
  }),
  moreADay(payers, weekdays, {
    id: 'weekday-payers',
    source: '§7, I2',
    claim: { ko: '결제 고객은 평일에 훨씬 많이 신청한다', en: 'far more payers apply on weekdays' },
    smallestEffect: FAR_MORE,
  }),
  moreADay(
    registrants,
    {
      by: 'weekday',
      of: { values: [1], name: { ko: '월요일', en: 'on Mondays' } },
      against: { values: [2, 3, 4, 5, 6, 7], name: { ko: '다른 요일', en: 'on other days' } },
    },
    {
      id: 'monday-applications',
      source: '§1.2, registrants by weekday',
      claim: { ko: '월요일에 신청이 더 많다', en: 'more people apply on Mondays' },
      smallestEffect: MORE,
    },
  ),
  moreADay(firstVisits, weekdays, {
    id: 'weekday-first-visits',
    source: '§7, I2',
    claim: { ko: '평일 첫 방문이 주말보다 훨씬 많다', en: 'far more people first visit on weekdays' },
    smallestEffect: FAR_MORE,
  }),
  moreADay(visitPayers, weekdays, {
    id: 'weekday-first-visit-payers',
    source: '§7, I2',
    claim: {
      ko: '결제 고객은 평일에 훨씬 많이 처음 방문한다',
      en: 'far more payers first visit on weekdays',
    },
    smallestEffect: FAR_MORE,
  }),
  {
    id: 'weekday-visit-peak',
    source: '§1.2, first-visit hour on a Tuesday',
    family: 'counts',
    claim: {
      ko: '평일 첫 방문은 13~14시에 가장 많다',
      en: 'first visits on weekdays are most frequent from 13:00 to 15:00',
    },
    estimand: 'first visits per hour from 13:00 to 15:00 over the fullest other hour, weekdays, less 1',
    test: {
      kind: 'peak',
      dimension: 'weekday_visit_hour',
      count: 'registrants',
      of: {
        bins: ['13', '14'],
        name: { ko: '평일 13~14시의 첫 방문', en: 'first visits on weekdays from 13:00 to 15:00' },
      },
    },
    direction: 'above',
    smallestEffect: 0,
  },
  {
    id: 'weekend-visit-peak',
    source: '§1.2, first-visit hour on a Saturday',
    family: 'counts',
    claim: {
      ko: '주말 첫 방문은 13~15시에 가장 많다',
      en: 'first visits on weekends are most frequent from 13:00 to 16:00',
    },
    estimand: 'first visits per hour from 13:00 to 16:00 over the fullest other hour, weekends, less 1',
    test: {
      kind: 'peak',
      dimension: 'weekend_visit_hour',
      count: 'registrants',
      of: {
        bins: ['13', '14', '15'],
        name: { ko: '주말 13~15시의 첫 방문', en: 'first visits on weekends from 13:00 to 16:00' },
      },
    },
    direction: 'above',
    smallestEffect: 0,
  },
  {
    id: 'payers-peak-3h',
    source: '§7, I3; §8.6',
    family: 'counts',
    claim: {
      ko: '결제 고객은 총 이용 3시간 안팎에 가장 많다',
      en: 'payers are most numerous near 3 hours of total stay',
    },
    estimand: 'payers per hour of total stay from 1 to 5 h over the fullest other hour, less 1',
    test: {
      kind: 'peak',
      dimension: 'stay_hour',
      count: 'payers',
      of: {
        bins: ['1', '2', '3', '4'],
        name: { ko: '총 이용 1~5시간의 결제 고객', en: 'payers with 1 to 5 hours of total stay' },
      },
    },
    direction: 'above',
    smallestEffect: 0,
  },
];
