import { expect, it } from 'vitest';
import { predictInSlices } from '../../../activities/binary/predict-in-slices.ts';

it('predicts slice by slice what it would predict at once, and lets others have their turn', async () => {
  const sizes: number[] = [];
  const model = {
    predict: ({ rows, numbers }: { rows: number; numbers: Record<string, ArrayLike<number | null>> }) => {
      sizes.push(rows);
      return Float32Array.from(numbers.chance!, (chance) => chance!);
    },
  };
  const chance = Float32Array.of(0.25, 0.5, 0.75, 1, 0);
  let turns = 0;
  const turning = setInterval(() => turns++);
  setImmediate(() => turns++);
  const predicted = await predictInSlices(model, { rows: 5, numbers: { chance }, categories: {} }, 2);
  clearInterval(turning);
  expect(predicted).toEqual(chance);
  expect(sizes).toEqual([2, 2, 1]);
  expect(turns).toBeGreaterThan(0);
});
