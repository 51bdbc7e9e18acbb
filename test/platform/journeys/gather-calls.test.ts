import { expect, it } from 'vitest';
import { gatherCalls } from '../../../platform/journeys/gather-calls.ts';

/** Doubles numbers, by parity, and remembers its batches; the first batch waits to be let go. */
function gatherDoubles(limit = 10) {
  const batches: number[][] = [];
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const double = gatherCalls<number, number>(
    async (calls) => {
      batches.push([...calls]);
      await gate;
      if (calls.includes(13)) throw new Error('thirteen');
      return calls.map((call) => call * 2);
    },
    { keyOf: (call) => String(call % 2), limit },
  );
  return { batches, double, letGo };
}

it('serves the first caller at once, and together those who came meanwhile, each their own answer', async () => {
  const { batches, double, letGo } = gatherDoubles();
  const answers = [2, 4, 6, 8].map(double);
  letGo();
  expect(await Promise.all(answers)).toEqual([4, 8, 12, 16]);
  expect(batches).toEqual([[2], [4, 6, 8]]);
});

it('keeps keys and sizes apart', async () => {
  const { batches, double, letGo } = gatherDoubles(2);
  const answers = [2, 4, 5, 6, 8, 7].map(double);
  letGo();
  await Promise.all(answers);
  expect(batches).toEqual([[2], [4, 6], [5, 7], [8]]);
});

it('fails those of a batch that fails, and goes on', async () => {
  const { double, letGo } = gatherDoubles();
  const answers = [2, 13, 15, 4].map(double);
  letGo();
  const settled = await Promise.allSettled(answers);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(await double(6)).toBe(12);
});

it('rests after a batch where it may, and gathers meanwhile', async () => {
  const batches: number[][] = [];
  const double = gatherCalls<number, number>(
    async (calls) => {
      batches.push([...calls]);
      return calls.map((call) => call * 2);
    },
    { keyOf: () => '', limit: 10, mostRest: 1_000 },
  );
  // The batch is over, and its rest has begun.
  expect(await double(1)).toBe(2);
  expect(await Promise.all([2, 3, 4].map(double))).toEqual([4, 6, 8]);
  expect(batches).toEqual([[1], [2, 3, 4]]);
});
