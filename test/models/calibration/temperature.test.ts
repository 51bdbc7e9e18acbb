import { expect, it } from 'vitest';
import { fitTemperature } from '../../../models/calibration/temperature.ts';
import { createRandom } from '../../../models/random.ts';

it.each([0.4, 2.5])('finds that logits are %s times too large', (factor) => {
  const random = createRandom(1);
  const truth = Array.from({ length: 20_000 }, () => 1.5 * random.normal());
  const labels = truth.map((logit) => random.next() < 1 / (1 + Math.exp(-logit)));
  const lossAt = (temperature: number) =>
    truth.reduce((sum, logit, row) => {
      const scaled = (logit * factor) / temperature;
      return sum + Math.log1p(Math.exp(labels[row] ? -scaled : scaled));
    }, 0) / truth.length;
  expect(fitTemperature(lossAt) / factor).toBeCloseTo(1, 1);
});

it('stays within 0.1 to 10', () => {
  expect(fitTemperature((temperature) => temperature)).toBeCloseTo(0.1, 3);
  expect(fitTemperature((temperature) => -temperature)).toBeCloseTo(10, 2);
});

it('leaves the logits alone when nothing is better', () => {
  expect(fitTemperature(() => 5)).toBe(1);
});
