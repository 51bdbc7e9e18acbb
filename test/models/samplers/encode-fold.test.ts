import { expect, it } from 'vitest';
import { encodeFeatures } from '../../../models/encoders/feature-encoder.ts';
import { createRandom } from '../../../models/random.ts';
import { encodeFold } from '../../../models/samplers/encode-fold.ts';
import { Sampler } from '../../../models/samplers/sampler.ts';
import { plantTrial } from './planted-trial.ts';

const fold = {
  training: plantTrial(300, 1),
  others: { validation: plantTrial(80, 2).table, test: plantTrial(90, 3).table },
};
const encode = (sampler: Sampler) => encodeFold(fold, { encoding: 'cyclic', sampler }, createRandom(1));
const plain = encode('none');

it.each(Sampler.options)(
  'under %s, rows that are not trained on come as they are, encoded alike',
  (sampler) => {
    const { encoder, others } = encode(sampler);
    expect(encoder).toEqual(plain.encoder);
    expect(others).toEqual(plain.others);
    expect(others.validation.rows).toBe(80);
    expect(others.test).toEqual(encodeFeatures(encoder, fold.others.test));
  },
);

it('encodes made rows as it does given ones', () => {
  const { training, encoder } = encode('smote-tomek');
  expect(training.features.columns).toEqual(plain.training.features.columns);
  expect(training.features.rows).toBe(training.labels.length);
  expect(training.made).toBeGreaterThan(0);
  // Each month's angle is one of twelve: no sine lies between two.
  const sines = (features: typeof training.features) => {
    const column = features.columns.indexOf('month_sine');
    return new Set(
      Array.from(
        { length: features.rows },
        (_, row) => features.values[row * features.columns.length + column],
      ),
    );
  };
  expect([...sines(training.features)].every((sine) => sines(plain.training.features).has(sine))).toBe(true);
  expect(encoder.columns).toHaveLength(fold.training.specs.length);
});

it('hands on the weights of its training rows', () => {
  expect(encode('class-weights').training.weights).toHaveLength(300);
  expect(plain.training).not.toHaveProperty('weights');
});
