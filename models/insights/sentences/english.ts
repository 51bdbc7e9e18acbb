import { figuresOf, type JudgedClaim, type Narrator, writeEffect, writeSmallest } from './judged-claim.ts';

const POINTS = 'points';

/** English sentences; what was found comes first. */
export const ENGLISH: Narrator = { describe, conclude };

function describe(judged: JudgedClaim): string {
  const { test } = judged.claim;
  const { share, amount, bin, isExtreme } = figuresOf(judged);
  const effect = writeEffect(judged, { points: POINTS, range: (low, high) => ` (${low} to ${high})` });
  switch (test.kind) {
    case 'difference':
      return `${test.of.name.en} convert at ${share('of')}, ${test.against.name.en} at ${share('against')}: ${effect}`;
    case 'rate':
    case 'share':
      return `${test.of.name.en} is ${share('of')}, ${effect} from ${share('reference')}`;
    case 'homogeneity':
      return `conversion by ${test.name.en} has a standard deviation of ${effect} around ${share('overall')}`;
    case 'standout': {
      const { extreme, name } = test;
      const most = `by ${name.en}, conversion is ${extreme} for ${bin('extreme_bin').en}`;
      const asked = isExtreme ? `: ${share('of')}` : `; for ${bin('bin').en} it is ${share('of')}`;
      return `${most}${asked} against ${share('against')} elsewhere, ${effect}`;
    }
    case 'volume':
      return `${test.of.name.en} number ${amount('of')} a day, ${test.against.name.en} ${amount('against')}: ${effect}`;
    case 'peak':
      return `${test.of.name.en} number ${amount('of')} an hour, in the fullest other hour (${bin('bin').en}) ${amount('against')}: ${effect}`;
  }
}

function conclude(judged: JudgedClaim): string {
  const { claim, verdict, isDiscovery } = judged;
  const { direction, smallestEffect } = claim;
  const smallest = writeSmallest(judged, POINTS);
  const isWithin = direction === 'within';
  const size = isWithin
    ? ` (within ${smallest})`
    : smallestEffect > 0
      ? ` (an effect of ${smallest} or more)`
      : '';
  if (verdict === 'refuted') return `which rules out that ${claim.claim.en}${size}`;
  if (isWithin) {
    return verdict === 'supported'
      ? `which rules out a difference of ${smallest}`
      : `which leaves open whether the difference reaches ${smallest}`;
  }
  if (verdict === 'supported') return 'more than chance explains';
  return isDiscovery
    ? `more than chance explains, but perhaps less than ${smallest}`
    : 'which chance may explain';
}
