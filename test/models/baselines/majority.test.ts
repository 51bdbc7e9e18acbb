import { expect, it } from 'vitest';
import { fitMajority, MajorityState, predictMajority } from '../../../models/baselines/majority.ts';
import { createMask } from '../../../models/matrix.ts';

const affiliates = ['A01', 'A02', 'B01'];
const training = {
  latest: Int32Array.of(0, 0, 1, 1),
  used: createMask(affiliates, [['A01'], ['A01'], ['A02'], ['A02']]),
  next: createMask(affiliates, [['A02'], ['A02', 'B01'], ['A01'], []]),
};

it('is the share of first uses, a set counting in parts, smoothed by one row spread evenly', () => {
  const state = fitMajority(training);
  expect(state.anyRate).toBe(0.75);
  // 1, 1.5 and .5 of 3 first uses.
  expect(state.shares.map((share) => share * 4)).toEqual([1 + 1 / 3, 1.5 + 1 / 3, 0.5 + 1 / 3]);
  expect(MajorityState.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
});

it('says the same to everybody, whatever they have used', () => {
  const { any, which } = predictMajority(fitMajority(training, 0), createMask(affiliates, [['A02'], []]));
  expect([...any]).toEqual([0.75, 0.75]);
  expect([...which.subarray(0, 3)]).toEqual([...which.subarray(3)]);
  expect(which[1]).toBe(0.5);
});

it('keeps an affiliate that nobody took up possible', () => {
  const never = { ...training, next: createMask(affiliates, [['A02'], ['A02'], [], []]) };
  expect(fitMajority(never).shares[2]).toBeCloseTo(1 / 9, 12);
});

it('refuses training rows without an outcome', () => {
  const next = createMask(affiliates, [[], [], [], []]);
  expect(() => fitMajority({ ...training, next })).toThrow('none has a new affiliate');
});
