import type { VolumeMeasure } from '../claim.ts';
import type { ClaimVerdict } from '../judge-claim.ts';
import { figuresOf, type JudgedClaim, type Narrator, writeEffect, writeSmallest } from './judged-claim.ts';
import { withTopic } from './korean-particle.ts';

const POINTS = '%p';

/** Copulas that join a finding to what follows from it: and, but, hence. */
const COPULAS: Readonly<Record<ClaimVerdict, string>> = {
  supported: '이며',
  'not supported': '이지만',
  refuted: '이므로',
  'not testable': '이지만',
};

/** What is counted in cases, and what in people. */
const COUNTERS: Readonly<Record<VolumeMeasure, string>> = {
  registrants: '건',
  payers: '명',
  first_visitors: '명',
  first_visitor_payers: '명',
  door_events: '건',
};

/** Korean sentences; a finding is a noun phrase that ends in a figure, so that a copula can follow whatever it is. */
export const KOREAN: Narrator = {
  describe: (judged) => `${describe(judged)}${COPULAS[judged.verdict]}`,
  conclude,
};

function describe(judged: JudgedClaim): string {
  const { test } = judged.claim;
  const { share, amount, bin, isExtreme } = figuresOf(judged);
  const effect = writeEffect(judged, { points: POINTS, range: (low, high) => `(${low}~${high})` });
  switch (test.kind) {
    case 'difference':
      return `${test.of.name.ko}의 전환율은 ${share('of')}, ${withTopic(test.against.name.ko)} ${share('against')}로 차이는 ${effect}`;
    case 'rate':
    case 'share':
      return `${withTopic(test.of.name.ko)} ${share('of')}로 ${share('reference')}와의 차이는 ${effect}`;
    case 'homogeneity':
      return `${test.name.ko}에 따른 전환율(평균 ${share('overall')})의 표준편차는 ${effect}`;
    case 'standout': {
      const most = `${test.name.ko} 중 전환율이 가장 ${test.extreme === 'highest' ? '높은' : '낮은'} 것은 ${bin('extreme_bin').ko}`;
      const rest = `나머지(${share('against')})`;
      return isExtreme
        ? `${most}(${share('of')})로 ${rest}와의 차이는 ${effect}`
        : `${most}이고, ${bin('bin').ko}(${share('of')})와 ${rest}의 차이는 ${effect}`;
    }
    case 'volume': {
      const counter = COUNTERS[test.measure];
      return `${withTopic(test.of.name.ko)} 하루 ${amount('of')}${counter}, ${withTopic(test.against.name.ko)} ${amount('against')}${counter}으로 차이는 ${effect}`;
    }
    case 'peak':
      return `${withTopic(test.of.name.ko)} 시간당 ${amount('of')}명, 그 밖에 가장 많은 ${withTopic(bin('bin').ko)} ${amount('against')}명으로 차이는 ${effect}`;
  }
}

function conclude(judged: JudgedClaim): string {
  const { claim, verdict, isDiscovery } = judged;
  const { direction, smallestEffect } = claim;
  const smallest = writeSmallest(judged, POINTS);
  const isWithin = direction === 'within';
  const size = isWithin ? `(차이 ${smallest} 미만)` : smallestEffect > 0 ? `(효과 ${smallest} 이상)` : '';
  if (verdict === 'refuted') return `${claim.claim.ko}는 주장${size}은 맞지 않습니다`;
  if (isWithin) {
    return verdict === 'supported'
      ? `${smallest} 이상의 차이는 없습니다`
      : `차이가 ${smallest} 이상인지는 알 수 없습니다`;
  }
  if (verdict === 'supported') return '우연으로 설명되지 않는 차이입니다';
  return isDiscovery
    ? `우연은 아니어도 ${smallest} 이상인지는 알 수 없습니다`
    : '우연으로 설명되는 차이입니다';
}
