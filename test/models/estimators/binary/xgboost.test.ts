import { expect, it } from 'vitest';
import { XgboostLearnerParams, xgboost } from '../../../../models/estimators/binary/xgboost.ts';
import { createRandom } from '../../../../models/random.ts';
import { requireXgboost } from '../xgboost/machine-xgboost.ts';
import { plantPayers } from './planted-payers.ts';
import { ONE_OF_EACH, plantSites, SITE_RATES } from './planted-sites.ts';

const data = { training: plantPayers(1_000, 1), validation: plantPayers(500, 2) };
const parse = (params: object) => XgboostLearnerParams.parse(params);
const countTrees = (text: string): number => JSON.parse(text).learner.gradient_booster.model.trees.length;

it('stops before its last round and keeps the trees of the best', async (context) => {
  const library = requireXgboost(context);
  const heard: number[] = [];
  const model = await xgboost.fit(data, parse({ patience: 10 }), {
    xgboost: library,
    random: createRandom(1),
    onProgress: (_, note) => {
      heard.push(Number(note.split('log-loss ')[1]));
    },
  });
  const { epochs } = model.state.training;
  expect(heard).toHaveLength(epochs + 10);
  expect(heard[epochs - 1]).toBe(Math.min(...heard));
  const { trees } = model.save().json as { trees: { text: string; rounds: number } };
  expect([trees.rounds, countTrees(trees.text)]).toEqual([epochs, epochs]);
});

it('learns other trees from another seed', async (context) => {
  const library = requireXgboost(context);
  const train = async (seed: number) => {
    const random = createRandom(seed);
    return (await xgboost.fit(data, parse({ maxRounds: 5 }), { xgboost: library, random })).save().json;
  };
  expect(await train(2)).not.toEqual(await train(1));
});

it('takes codes for categories: the rate of each is found, and no order among them', async (context) => {
  const library = requireXgboost(context);
  const sites = { training: plantSites(3_000, 1), validation: plantSites(1_000, 2) };
  const model = await xgboost.fit(sites, parse({}), { xgboost: library, random: createRandom(1) });
  expect(model.state.categorical).toEqual([0]);
  model.predict(ONE_OF_EACH).forEach((probability, site) => {
    expect(Math.abs(probability - SITE_RATES[site]!), `site ${site}`).toBeLessThan(0.08);
  });
  const { text } = (model.save().json as { trees: { text: string } }).trees;
  expect(text).toContain('"split_type":[1');
});
