import { expect, it } from 'vitest';
import { type Basis, isSameData, listBasisArtifacts } from '../../../models/publishing/basis.ts';
import { artifact } from '../contracts/examples.ts';

const BASIS: Basis = {
  data: { asOf: '2021-12-15', since: '2021-12-14', artifacts: { landmarks: artifact('landmarks') } },
  models: { id: 'm1', choices: {}, artifacts: { released: artifact('model') } },
  scores: { predictions: artifact('predictions') },
};

it.each([
  [true, {}],
  [false, { asOf: '2021-12-16' }],
  [false, { since: null }],
  [false, { artifacts: { landmarks: artifact('landmarks', 'b') } }],
  [false, { artifacts: { ...BASIS.data.artifacts, sites: artifact('sites') } }],
  [false, { artifacts: {} }],
])('data are the same (%s) by day, window and bytes: %o', (same, change) => {
  expect(isSameData(BASIS.data, { ...BASIS.data, ...change })).toBe(same);
});

it('names all that scoring again reads', () => {
  expect(Object.keys(listBasisArtifacts(BASIS))).toEqual(['landmarks', 'released', 'predictions']);
});
