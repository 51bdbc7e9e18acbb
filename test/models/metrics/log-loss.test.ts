import { expect, it } from 'vitest';
import { computeLogLoss, listLogLosses } from '../../../models/metrics/log-loss.ts';

it('is the mean of −ln of the probability of what happened', () => {
  expect(computeLogLoss([0.5, 0.9, 0.2], [1, 1, 0])).toBeCloseTo(
    -(Math.log(0.5) + Math.log(0.9) + Math.log(0.8)) / 3,
    12,
  );
});

it('clips a sure error at 16.1 nats and a sure truth at 0', () => {
  expect(computeLogLoss([0], [1])).toBeCloseTo(16.118, 3);
  expect(computeLogLoss([1], [1])).toBe(0);
  expect(listLogLosses([1 + 5e-8])[0]).toBeCloseTo(0, 12);
});

it('is null without rows', () => {
  expect(computeLogLoss([], [])).toBeNull();
});

it.each([Number.NaN, -0.1, 1.2])('refuses the probability %s', (probability) => {
  expect(() => listLogLosses([0.5, probability])).toThrow(`invalid probability in row 1: ${probability}`);
});
