import { expect, it } from 'vitest';
import { boostHead } from '../../../models/estimators/boost-head.ts';
import type { BoosterRows } from '../../../models/estimators/lightgbm/dataset.ts';
import { createMatrix } from '../../../models/matrix.ts';
import { requireLightgbm } from './lightgbm/machine-lightgbm.ts';
import { drawYes, plantRows } from './lightgbm/planted-rows.ts';

const plan = {
  seed: 1,
  learningRate: 0.1,
  leaves: 4,
  minRowsInLeaf: 10,
  lambda: 0,
  featureShare: 1,
  rowShare: 1,
  maxRounds: 100,
  patience: 5,
};
const training = plantRows(400, 1, drawYes);
const validation = plantRows(200, 2, drawYes);

it('keeps the trees of the round with the least validation log-loss', async (context) => {
  const losses: number[] = [];
  const { text, bestRound } = await boostHead(
    requireLightgbm(context),
    { classes: 1, training, validation },
    plan,
    (round, logLoss) => {
      losses[round - 1] = logLoss;
    },
  );
  expect(losses[bestRound - 1]).toBe(Math.min(...losses));
  expect(text.split('\nTree=')).toHaveLength(bestRound + 1);
});

it('grows no trees where nothing can be chosen or nothing says when to stop', async (context) => {
  const lightgbm = requireLightgbm(context);
  const none: BoosterRows = { features: createMatrix(0, ['signal', 'noise']), label: new Float32Array(0) };
  const allYes = { ...training, label: new Float32Array(400).fill(1) };
  const boost = (rows: { training: BoosterRows; validation: BoosterRows }) =>
    boostHead(lightgbm, { classes: 1, ...rows }, plan, () => {});
  expect(await boost({ training, validation: none })).toEqual({ text: '', bestRound: 0 });
  expect(await boost({ training: allYes, validation })).toEqual({ text: '', bestRound: 0 });
});
