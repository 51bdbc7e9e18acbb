import { expect, it } from 'vitest';
import { createRandom } from '../../../models/random.ts';
import { selectRecipe } from '../../../models/recipes/select-recipe.ts';

const customers = ['U1', 'U2', 'U3', 'U4'];
const labels = [1, 1, 0, 0];
const held = (probabilities: number[], repeats = 1) => ({
  repeats,
  probabilities: Float32Array.from(probabilities),
  accuracyFlags: new Uint8Array(probabilities.length),
  f1Flags: new Uint8Array(probabilities.length),
});

it('compares by log-loss, customer by customer, with the error of the difference', () => {
  const { comparisons } = selectRecipe(
    [
      { name: 'champion', held: held([0.5, 0.5, 0.5, 0.5]) },
      { name: 'challenger', held: held([0.8, 0.8, 0.2, 0.5]) },
    ],
    { customers, labels },
  );
  const gain = Math.log(0.5) - Math.log(0.8);
  expect(comparisons[0]).toEqual({
    name: 'champion',
    logLoss: expect.closeTo(Math.LN2),
    difference: 0,
    error: 0,
  });
  expect(comparisons[1]!.difference).toBeCloseTo((3 * gain) / 4, 6);
  // Three gaps of `gain` and one of 0 around their mean: the sum of squares is 3/4 gain².
  expect(comparisons[1]!.error).toBeCloseTo((Math.sqrt(3 / 4) * Math.abs(gain)) / 4, 6);
});

it('averages over repeats', () => {
  const { comparisons } = selectRecipe(
    [{ name: 'champion', held: held([0.5, 0.5, 0.5, 0.5, 0.8, 0.8, 0.2, 0.2], 2) }],
    { customers, labels },
  );
  expect(comparisons[0]!.logLoss).toBeCloseTo((Math.LN2 - Math.log(0.8)) / 2, 6);
});

/** Champion and challenger on 400 customers whose true probabilities are known; the challenger's logits are scaled. */
function compare(scale: number) {
  const random = createRandom(1);
  const logits = Array.from({ length: 400 }, () => 2 * random.normal());
  const outcomes = logits.map((logit) => (random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0));
  const people = logits.map((_, row) => `U${row}`);
  const predict = (by: number) => held(logits.map((logit) => 1 / (1 + Math.exp(-by * logit))));
  return selectRecipe(
    [
      { name: 'champion', held: predict(0.5) },
      { name: 'worse', held: predict(0.2) },
      { name: 'challenger', held: predict(scale) },
    ],
    { customers: people, labels: outcomes },
  ).chosen;
}

it('takes the best of those that lead the champion by more than one standard error', () => {
  expect(compare(1)).toBe('challenger');
});

it('stays with the champion where the lead is within the noise', () => {
  // Gains .182 nats with one customer and loses .174 with another.
  const { chosen, comparisons } = selectRecipe(
    [
      { name: 'champion', held: held([0.5, 0.5, 0.5, 0.5]) },
      { name: 'challenger', held: held([0.6, 0.42, 0.5, 0.5]) },
    ],
    { customers, labels },
  );
  expect(comparisons[1]!.difference).toBeLessThan(0);
  expect(chosen).toBe('champion');
});

it('needs at least one recipe', () => {
  expect(() => selectRecipe([], { customers, labels })).toThrow('invalid results: none');
});
