import { expect, it } from 'vitest';
import { measureShuffled, shuffleLabels } from '../../../models/gates/shuffle-finding.ts';
import { createRandom } from '../../../models/random.ts';
import { plantExamples } from '../recipes/planted-examples.ts';

const examples = plantExamples(400, 1);

it('deals out the labels that there are, seldom to whom they belonged', () => {
  const shuffled = shuffleLabels(examples, createRandom(1));
  const count = (labels: Uint8Array) => labels.reduce((sum, label) => sum + label, 0);
  expect(count(shuffled)).toBe(count(examples.labels));
  expect(shuffled).not.toEqual(examples.labels);
  expect(shuffleLabels(examples, createRandom(1))).toEqual(shuffled);
});

it("gives a customer's rows the labels of one other customer, in their order", () => {
  const customers = ['a', 'b', 'a', 'b', 'c'];
  const labels = Uint8Array.from([1, 0, 1, 0, 1]);
  for (let seed = 1; seed <= 20; seed++) {
    const [a, b, again, twice] = shuffleLabels({ customers, labels }, createRandom(seed));
    expect([a, b]).toEqual([again, twice]);
  }
});

it('shows the labels that it measures by, and finds what tells them and what does not', async () => {
  const told = await measureShuffled(examples, async ({ labels }) => labels, { seed: 1 });
  expect(told).toMatchObject({ rows: 400, auc: 1 });
  const random = createRandom(2);
  const guessed = await measureShuffled(
    examples,
    async ({ labels }) => Float64Array.from(labels, random.next),
    {
      seed: 1,
    },
  );
  expect(guessed.low).toBeLessThan(0.5);
  expect(guessed.high).toBeGreaterThan(0.5);
  // Four standard errors to either side of a coin's AUC among 400.
  expect(guessed.high! - guessed.low!).toBeCloseTo(2 * 3.89 * 0.0297, 1);
});

it('finds nothing where nothing could be held', async () => {
  const found = await measureShuffled(examples, async () => null, { seed: 1 });
  expect(found).toEqual({ rows: 0, auc: null, low: null, high: null });
});
