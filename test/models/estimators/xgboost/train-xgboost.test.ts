import { expect, it } from 'vitest';
import { predictWithXgboost, trainXgboost } from '../../../../models/estimators/xgboost/train-xgboost.ts';
import { createMatrix } from '../../../../models/matrix.ts';
import { computeLogLoss } from '../../../../models/metrics/log-loss.ts';
import { computeRocAuc } from '../../../../models/metrics/roc-auc.ts';
import { drawYes, plantRows } from '../lightgbm/planted-rows.ts';
import { requireXgboost } from './machine-xgboost.ts';

const data = { training: plantRows(1_000, 1, drawYes), validation: plantRows(500, 2, drawYes) };
const binary = { objective: 'binary:logistic', evalMetric: 'logloss', seed: 1, subsample: 0.7 } as const;

it.for([
  ['logloss', Math.min],
  ['auc', Math.max],
] as const)(
  'stops by %s, `patience` rounds after the best, and keeps the best',
  async ([evalMetric, best], context) => {
    const xgboost = requireXgboost(context);
    const heard: number[] = [];
    const plan = { params: { ...binary, evalMetric }, maxRounds: 200, patience: 7 };
    const trained = await trainXgboost(xgboost, data, plan, (_, score) => {
      heard.push(score!);
    });
    expect(heard).toHaveLength(trained.rounds);
    expect(trained.rounds).toBe(trained.bestRound + 7);
    expect(trained.validationScore).toBe(best(...heard));
    const { features, label } = data.validation;
    const probabilities = predictWithXgboost(xgboost, trained.text, features, 'normal');
    const measure = evalMetric === 'auc' ? computeRocAuc : computeLogLoss;
    expect(measure(probabilities, label)).toBeCloseTo(trained.validationScore!, 5);
  },
);

it('gives the same trees for the same seed and others for another', async (context) => {
  const xgboost = requireXgboost(context);
  const learn = (seed: number) =>
    trainXgboost(xgboost, { training: data.training }, { params: { ...binary, seed }, maxRounds: 5 });
  const [first, second, other] = [await learn(1), await learn(1), await learn(2)];
  expect(second.text).toBe(first.text);
  const predict = ({ text }: typeof first) =>
    predictWithXgboost(xgboost, text, data.validation.features, 'raw');
  expect(predict(other)).not.toEqual(predict(first));
});

it('runs all rounds without validation rows, and has no score', async (context) => {
  const xgboost = requireXgboost(context);
  const { training } = data;
  const trained = await trainXgboost(xgboost, { training }, { params: binary, maxRounds: 4, patience: 1 });
  expect(trained).toMatchObject({ rounds: 4, bestRound: 4, validationScore: null });
});

it('frees every handle, whoever fails', async (context) => {
  const xgboost = requireXgboost(context);
  const plan = { params: binary, maxRounds: 3 };
  const refuse = () => {
    throw new Error('stop here');
  };
  await expect(trainXgboost(xgboost, data, plan, refuse)).rejects.toThrow('stop here');
  const wide = { features: createMatrix(1, ['x', 'y', 'z']), label: new Float32Array(1) };
  await expect(trainXgboost(xgboost, { ...data, validation: wide }, plan)).rejects.toThrow('XGBoost');
  const spoilt = { ...plan, params: { ...binary, maxDepth: -1 } };
  await expect(trainXgboost(xgboost, data, spoilt)).rejects.toThrow('XGBoost BoosterUpdateOneIter failed');
  expect(xgboost.countOpenHandles()).toBe(0);
});
