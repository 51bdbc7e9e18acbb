import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { type CandidatesContext, canFit, fitCandidates } from '../../../models/estimators/fit-candidates.ts';
import type { NextAffiliateLearner } from '../../../models/estimators/index.ts';
import type { Lightgbm } from '../../../models/estimators/lightgbm/open-lightgbm.ts';
import type { NextAffiliateModel } from '../../../models/estimators/next-affiliate-model.ts';
import type { Xgboost } from '../../../models/estimators/xgboost/open-xgboost.ts';
import { createMask, createMatrix } from '../../../models/matrix.ts';
import { computeOutcomeLogLoss } from '../../../models/metrics/outcome-log-loss.ts';

const rows = {
  features: createMatrix(2, ['x']),
  latest: Int32Array.of(-1, -1),
  used: createMask(['a', 'b'], [[], []]),
  next: createMask(['a', 'b'], [[], []]),
};
const data = { training: rows, validation: rows };
const lightgbm = {} as Lightgbm;

/** Candidates judged by the log-loss of what happened. */
const fitAll = (learners: readonly NextAffiliateLearner[], given: typeof data, context: CandidatesContext) =>
  fitCandidates(
    learners,
    given,
    (model) => computeOutcomeLogLoss(model.predict(rows.features, rows.used), rows.next),
    context,
  );

/** A learner that gives each row the probability `any` of some new affiliate; nothing comes, so less is better. */
function fakeLearner(name: string, any: number, needs: NextAffiliateLearner['needs'] = 'tensorflow') {
  const drawn: number[] = [];
  const model: NextAffiliateModel = {
    predict: () => ({ any: Float32Array.of(any, any), which: Float32Array.of(1, 0, 1, 0) }),
    save: () => ({ format: name, json: {}, weights: {} }),
  };
  const learner: NextAffiliateLearner = {
    name,
    needs,
    format: name,
    params: z.strictObject({ depth: z.int().default(3) }),
    fit: async (_, params, { random, onProgress }) => {
      expect(params).toEqual({ depth: 3 });
      drawn.push(random.next());
      await onProgress?.(0.5, 'half-way');
      return model;
    },
    load: () => model,
  };
  return { learner, model, drawn };
}

it('chooses the least validation log-loss', async () => {
  const [poor, good] = [fakeLearner('poor', 0.5), fakeLearner('good', 0.2, 'lightgbm')];
  const fitted = await fitAll([poor.learner, good.learner], data, { tf, lightgbm, seed: 1 });
  expect(fitted.chosen.name).toBe('good');
  expect(fitted.chosen.model).toBe(good.model);
  expect(fitted.candidates.map(({ name, validationLogLoss }) => [name, validationLogLoss])).toEqual([
    ['poor', expect.closeTo(Math.log(1 / 0.5), 6)],
    ['good', expect.closeTo(Math.log(1 / 0.8), 6)],
  ]);
});

it('takes the first of equals', async () => {
  const learners = [fakeLearner('first', 0.3).learner, fakeLearner('second', 0.3).learner];
  expect((await fitAll(learners, data, { tf, seed: 1 })).chosen.name).toBe('first');
  expect((await fitAll(learners.reverse(), data, { tf, seed: 1 })).chosen.name).toBe('second');
});

it('goes without a learner whose library is missing, and fails when none is left', async () => {
  const learners = [fakeLearner('trees', 0.1, 'lightgbm').learner, fakeLearner('net', 0.4).learner];
  const { chosen, candidates } = await fitAll(learners, data, { tf, seed: 1 });
  expect([chosen.name, candidates.length]).toEqual(['net', 1]);
  await expect(fitAll(learners, data, { seed: 1 })).rejects.toThrow('none can be fitted');
});

it.each([
  ['tensorflow', { tf }],
  ['lightgbm', { lightgbm }],
  ['xgboost', { xgboost: {} as Xgboost }],
] as const)('needs %s and nothing else', (needs, libraries) => {
  expect(canFit({ needs }, libraries)).toBe(true);
  const others = { tf, lightgbm, xgboost: {} as Xgboost };
  expect(
    canFit(
      { needs },
      { ...others, ...Object.fromEntries(Object.keys(libraries).map((key) => [key, undefined])) },
    ),
  ).toBe(false);
});

it('gives each learner the same chance whoever else takes part', async () => {
  const [one, other] = [fakeLearner('one', 0.1), fakeLearner('other', 0.1)];
  await fitAll([one.learner, other.learner], data, { tf, seed: 1 });
  await fitAll([other.learner], data, { tf, seed: 1 });
  await fitAll([other.learner], data, { tf, seed: 2 });
  const [first, alone, reseeded] = other.drawn;
  expect(alone).toBe(first);
  expect(reseeded).not.toBe(first);
  expect(one.drawn[0]).not.toBe(first);
});

it('reports progress over all of them, naming each', async () => {
  const heard: [number, string][] = [];
  const learners = [fakeLearner('one', 0.1).learner, fakeLearner('other', 0.1).learner];
  const onProgress = (fraction: number, note: string) => void heard.push([fraction, note]);
  await fitAll(learners, data, { tf, seed: 1, onProgress });
  expect(heard).toEqual([
    [0.25, 'one, half-way'],
    [0.75, 'other, half-way'],
  ]);
});
