import * as tf from '@tensorflow/tfjs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fitPopularity, predictPopularity } from '../../../models/baselines/popularity.ts';
import { nextAffiliateLearners } from '../../../models/estimators/index.ts';
import type { NextAffiliateRows } from '../../../models/estimators/next-affiliate-data.ts';
import type { NextAffiliateModel } from '../../../models/estimators/next-affiliate-model.ts';
import { createRandom } from '../../../models/random.ts';
import { machineLightgbm, requireLightgbm } from './lightgbm/machine-lightgbm.ts';
import { meanLogLoss, plantExpansion } from './planted-expansion.ts';

beforeAll(async () => {
  tf.enableProdMode(); // no banner about backends
  await tf.setBackend('cpu');
});

/** Enough of each to learn something within a second. */
const BRIEF: Readonly<Record<string, object>> = {
  'next-affiliate-net': { maxEpochs: 3, units: 8 },
  'next-affiliate-boosting': { maxRounds: 20 },
};
const libraries = { tf, lightgbm: machineLightgbm };

it('names each learner and its format once', () => {
  for (const key of ['name', 'format'] as const) {
    const values = nextAffiliateLearners.map((learner) => learner[key]);
    expect(new Set(values).size).toBe(values.length);
  }
});

describe.each(nextAffiliateLearners)('$name keeps the contract of a learner', (learner) => {
  const small = { training: plantExpansion(200, 1), validation: plantExpansion(100, 2) };
  const brief = learner.params.parse(BRIEF[learner.name]);
  const fitSmall = (seed: number) => learner.fit(small, brief, { ...libraries, random: createRandom(seed) });

  beforeEach((context) => {
    if (learner.needs === 'lightgbm') requireLightgbm(context);
  });

  it('learns the same from the same seed, and something else from another', async () => {
    const [first, second, other] = [await fitSmall(1), await fitSmall(1), await fitSmall(2)];
    expect(second.save()).toEqual(first.save());
    const { features, used } = small.validation;
    expect(other.predict(features, used)).not.toEqual(first.predict(features, used));
  });

  it('predicts the same after it was saved and loaded', async () => {
    const model = await fitSmall(1);
    const { format, json, weights } = model.save();
    const restored = learner.load({ format, json: JSON.parse(JSON.stringify(json)), weights }, libraries);
    const { features, used } = plantExpansion(50, 3);
    expect(restored.predict(features, used)).toEqual(model.predict(features, used));
    expect(restored.save()).toEqual(model.save());
  });

  it('gives each row its probabilities, nothing to used affiliates, whatever rows stand beside it', async () => {
    const model = await fitSmall(1);
    const { features, used } = plantExpansion(7, 4);
    used.values.fill(1, 0, 5);
    const { any, which } = model.predict(features, used);
    expect(any).toHaveLength(7);
    expect(which).toHaveLength(35);
    expect([any[0], ...which.subarray(0, 5)]).toEqual([0, 0, 0, 0, 0, 0]);
    for (let row = 1; row < 7; row++) {
      const shares = which.subarray(row * 5, row * 5 + 5);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
      shares.forEach((share, index) => {
        if (used.values[row * 5 + index]) expect(share).toBe(0);
      });
      const alone = model.predict(
        { rows: 1, columns: features.columns, values: features.values.slice(row * 8, row * 8 + 8) },
        { rows: 1, columns: used.columns, values: used.values.slice(row * 5, row * 5 + 5) },
      );
      expect(alone.any[0]).toBe(any[row]);
    }
    const none = { rows: 0, columns: features.columns, values: new Float32Array(0) };
    expect(model.predict(none, { ...used, rows: 0, values: new Uint8Array(0) }).any).toHaveLength(0);
  });

  it('changes neither data nor parameters', async () => {
    const before = structuredClone({ small, brief });
    await fitSmall(1);
    expect({ small, brief }).toEqual(before);
  });

  it('leaves no tensor and no handle behind, also when it fails half-way', async () => {
    const countOwned = () => [tf.memory().numTensors, machineLightgbm?.countOpenHandles()];
    const before = countOwned();
    const model = await fitSmall(1);
    model.predict(small.validation.features, small.validation.used);
    expect(countOwned()).toEqual(before);
    const onProgress = () => {
      throw new Error('stop here');
    };
    await expect(
      learner.fit(small, brief, { ...libraries, random: createRandom(1), onProgress }),
    ).rejects.toThrow('stop here');
    expect(countOwned()).toEqual(before);
  });

  it('says which library it lacks', async () => {
    await expect(learner.fit(small, brief, { random: createRandom(1) })).rejects.toThrow(
      'invalid libraries: no',
    );
  });

  it('refuses a model of another format', async () => {
    const saved = { ...(await fitSmall(1)).save(), format: 'other/1' };
    expect(() => learner.load(saved, libraries)).toThrow(`(expected ${learner.format})`);
  });

  it('reports its progress, rising to no more than 1, and waits for the listener', async () => {
    const heard: number[] = [];
    let listening = 0;
    await learner.fit(small, brief, {
      ...libraries,
      random: createRandom(1),
      onProgress: async (fraction) => {
        expect(listening++).toBe(0);
        await Promise.resolve();
        listening--;
        heard.push(fraction);
      },
    });
    expect(heard.length).toBeGreaterThan(0);
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
    expect(heard.at(-1)).toBeLessThanOrEqual(1);
  });

  it.each([
    [
      'a feature that is not finite',
      'row 2, column activity',
      (data: typeof small.training) => ({
        ...data,
        features: { ...data.features, values: data.features.values.with(2 * 8 + 2, Number.NaN) },
      }),
    ],
    [
      'a new affiliate that was used before',
      'was used before',
      (data: typeof small.training) => ({
        ...data,
        used: { ...data.used, values: data.next.values },
      }),
    ],
    [
      'rows that do not match',
      'expected the same number',
      (data: typeof small.training) => ({
        ...data,
        latest: data.latest.slice(1),
      }),
    ],
  ])('refuses %s', async (_, message, spoil) => {
    const data = { ...small, training: spoil(small.training) };
    await expect(learner.fit(data, brief, { ...libraries, random: createRandom(1) })).rejects.toThrow(
      message,
    );
  });

  it('refuses features and affiliates it was not trained on', async () => {
    const model: NextAffiliateModel = await fitSmall(1);
    const { features, used } = small.validation;
    const renamed = { ...features, columns: features.columns.with(1, 'other') };
    expect(() => model.predict(renamed, used)).toThrow(
      'invalid features: column 1 is other (expected taste_2, as in training)',
    );
    const fewer = { rows: 0, columns: used.columns.slice(0, 4), values: new Uint8Array(0) };
    expect(() => model.predict({ ...features, rows: 0, values: new Float32Array(0) }, fewer)).toThrow(
      'invalid used affiliates: column 4 is missing (expected D01, as in training)',
    );
  });

  it('learns where one affiliate was taken up once and another never, and may still propose both', async () => {
    const data = { training: plantExpansion(1_000, 8), validation: plantExpansion(200, 9) };
    const [once, never] = [1, 4];
    const { columns, values } = data.training.next;
    const width = columns.length;
    let kept = 0;
    values.forEach((value, cell) => {
      const column = cell % width;
      if (value === 1 && (column === never || (column === once && kept++ > 0))) values[cell] = 0;
    });
    const model = await learner.fit(data, brief, { ...libraries, random: createRandom(1) });
    const { features, used, next } = plantExpansion(300, 10);
    const { which } = model.predict(features, used);
    expect(
      which.every((share, cell) => Number.isFinite(share) && (share > 0 || used.values[cell] === 1)),
    ).toBe(true);
    expect(Number.isFinite(meanLogLoss(model.predict(features, used), next))).toBe(true);
    const shareOf = (column: number) =>
      which.reduce((sum, share, cell) => sum + (cell % width === column ? share : 0), 0);
    const [least, second] = columns.map((_, column) => column).sort((a, b) => shareOf(a) - shareOf(b));
    expect(new Set([least, second])).toEqual(new Set([once, never]));
  });

  it('learns nothing of rows in which nobody ever took up anything, and says so', async () => {
    await expect(
      learner.fit({ ...small, training: silence(small.training) }, brief, {
        ...libraries,
        random: createRandom(1),
      }),
    ).rejects.toThrow('none has a new affiliate');
  });

  it('is less sure that anything comes where nothing came to those it is checked on', async () => {
    const { features, used } = plantExpansion(100, 3);
    const learn = (validation: typeof small.validation) =>
      learner.fit({ ...small, validation }, brief, { ...libraries, random: createRandom(1) });
    const [usual, silent] = [await learn(small.validation), await learn(silence(small.validation))].map(
      (model) => model.predict(features, used),
    );
    const meanOf = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(meanOf(silent!.any)).toBeLessThan(meanOf(usual!.any));
    expect(silent!.which.every((share, cell) => share > 0 || used.values[cell] === 1)).toBe(true);
  });

  it('beats the base rates on planted data', async () => {
    const data = { training: plantExpansion(2_000, 5), validation: plantExpansion(500, 6) };
    const { features, used, next } = plantExpansion(1_000, 7);
    const model = await learner.fit(data, learner.params.parse({}), {
      ...libraries,
      random: createRandom(1),
    });
    const rates = predictPopularity(fitPopularity(data.training), used);
    expect(meanLogLoss(model.predict(features, used), next)).toBeLessThan(meanLogLoss(rates, next) - 0.1);
  });
});

/** The same rows, after which nobody took up anything. */
function silence<Rows extends NextAffiliateRows>(rows: Rows): Rows {
  return { ...rows, next: { ...rows.next, values: rows.next.values.map(() => 0) } };
}
