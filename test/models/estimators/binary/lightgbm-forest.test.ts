import { expect, it } from 'vitest';
import {
  LightgbmForestParams,
  lightgbmForest,
} from '../../../../models/estimators/binary/lightgbm-forest.ts';
import { predictWithTrees } from '../../../../models/estimators/lightgbm/train-booster.ts';
import { createRandom } from '../../../../models/random.ts';
import { requireLightgbm } from '../lightgbm/machine-lightgbm.ts';
import { plantPayers } from './planted-payers.ts';
import { ONE_OF_EACH, plantSites, SITE_RATES } from './planted-sites.ts';

const data = { training: plantPayers(1_000, 1), validation: plantPayers(500, 2) };

it('averages the log-odds of its trees, as LightGBM does for its probabilities', async (context) => {
  const lightgbm = requireLightgbm(context);
  const params = LightgbmForestParams.parse({ trees: 40 });
  const model = await lightgbmForest.fit(data, params, { lightgbm, random: createRandom(1) });
  const { trees } = model.save().json as { trees: { text: string; rounds: number } };
  expect([trees.rounds, trees.text.split('\nTree=').length - 1]).toEqual([40, 40]);
  const { features } = plantPayers(20, 3);
  const { slope, intercept } = model.state.calibration;
  const normal = predictWithTrees(lightgbm, trees.text, features, 'normal');
  model.predict(features).forEach((probability, row) => {
    const logit = intercept + slope * Math.log(normal[row]! / (1 - normal[row]!));
    expect(probability).toBeCloseTo(1 / (1 + Math.exp(-logit)), 6);
  });
});

it('has trees that differ, and others from another seed', async (context) => {
  const lightgbm = requireLightgbm(context);
  const params = LightgbmForestParams.parse({ trees: 3 });
  const train = async (seed: number) => {
    const model = await lightgbmForest.fit(data, params, { lightgbm, random: createRandom(seed) });
    return (model.save().json as { trees: { text: string } }).trees.text;
  };
  const [first, other] = [await train(1), await train(2)];
  expect(other).not.toBe(first);
  const splits = [...first.matchAll(/^threshold=(.*)$/gm)].map(([, thresholds]) => thresholds);
  expect(new Set(splits).size).toBe(3);
});

it('takes codes for categories', async (context) => {
  const lightgbm = requireLightgbm(context);
  const sites = { training: plantSites(3_000, 1), validation: plantSites(1_000, 2) };
  const params = LightgbmForestParams.parse({ leaves: 8, minRowsInLeaf: 100, featureShare: 1 });
  const model = await lightgbmForest.fit(sites, params, { lightgbm, random: createRandom(1) });
  model.predict(ONE_OF_EACH).forEach((probability, site) => {
    expect(Math.abs(probability - SITE_RATES[site]!), `site ${site}`).toBeLessThan(0.1);
  });
});

it('refuses to show every tree all rows, which would make them alike', () => {
  expect(() => LightgbmForestParams.parse({ rowShare: 1 })).toThrow();
});
