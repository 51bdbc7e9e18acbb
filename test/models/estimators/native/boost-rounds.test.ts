import { expect, it } from 'vitest';
import { boostRounds } from '../../../../models/estimators/native/boost-rounds.ts';

const plan = { maxRounds: 10, patience: 2, isGreaterBetter: false };
/** Rounds with these scores, one after the other. */
const boost = (scores: readonly (number | null)[], changes: Partial<typeof plan> = {}, splits = 10) =>
  boostRounds((round) => ({ canSplit: round < splits, score: scores[round - 1]! }), { ...plan, ...changes });

it.each([
  ['stops after two rounds that are no better', [0.7, 0.6, 0.6, 0.65, 0.1], {}, 2, 4, 0.6],
  ['takes the larger score for the better', [0.6, 0.7, 0.5, 0.4], { isGreaterBetter: true }, 2, 4, 0.7],
  ['ends after the last round', [0.7, 0.6, 0.5], { maxRounds: 3 }, 3, 3, 0.5],
  ['keeps every round without a score', [null, null, null, null], { maxRounds: 4 }, 4, 4, null],
] as const)('%s', async (_, scores, changes, bestRound, rounds, validationScore) => {
  expect(await boost(scores, changes)).toEqual({ bestRound, rounds, validationScore });
});

it('ends when nothing can be split any more', async () => {
  expect(await boost([0.7, 0.6, 0.5, 0.4], {}, 3)).toMatchObject({ bestRound: 3, rounds: 3 });
});

it('waits for whoever listens, and tells the round and its score', async () => {
  const heard: [number, number | null][] = [];
  const onRound = async (round: number, score: number | null) => {
    await Promise.resolve();
    heard.push([round, score]);
  };
  const addRound = (round: number) => {
    expect(heard).toHaveLength(round - 1);
    return { canSplit: true, score: 1 / round };
  };
  await boostRounds(addRound, { ...plan, maxRounds: 2 }, onRound);
  expect(heard).toEqual([
    [1, 1],
    [2, 0.5],
  ]);
});

it('names the round whose score is no number', async () => {
  await expect(boost([0.7, Number.NaN])).rejects.toThrow('invalid validation score in round 2: NaN');
});
