import { expect, it } from 'vitest';
import { chooseForecast, findWorstLead } from '../../../models/lifetime/choose-forecast.ts';

const ahead = { value: -0.3, low: -0.4, high: -0.2 };
const maybe = { value: 0.05, low: -0.05, high: 0.15 };
const behind = { value: 0.3, low: 0.2, high: 0.4 };
const far = { value: 0.5, low: 0.4, high: 0.6 };

it.each([
  ['ahead of both', ahead, ahead, 'blend'],
  ['perhaps behind one', maybe, ahead, 'blend'],
  ['surely behind the own rate', behind, maybe, 'ownRate'],
  ['surely behind the last window', ahead, behind, 'lastWindow'],
  ['behind both, most behind the own rate', far, behind, 'ownRate'],
] as const)('%s', (_, ownRate, lastWindow, chosen) => {
  expect(chooseForecast({ purchaseLead: { ownRate, lastWindow } })).toBe(chosen);
});

it('mixes where nothing was held out', () => {
  expect(chooseForecast(null)).toBe('blend');
});

it('names the rule that the blend is least ahead of', () => {
  expect(findWorstLead({ ownRate: ahead, lastWindow: maybe })).toEqual({ rule: 'lastWindow', ...maybe });
});
