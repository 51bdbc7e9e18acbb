import { expect, it } from 'vitest';
import { datasetOf, sampleDirectory } from '../../../platform/source/default-source.ts';

const config = { stateDir: '/var/crosslift' };

it('keeps a sample for each pipeline in the state directory', () => {
  expect(sampleDirectory(config, 'affiliate-expansion')).toBe('/var/crosslift/sample/affiliate-expansion');
});

it.each([
  ['/var/crosslift/sample/affiliate-expansion', 'sample'],
  ['/var/crosslift/sample/affiliate-expansion/', 'sample'],
  ['/data/Retail Panel (2021)', 'retail-panel-2021-'],
  ['/data/lpoint_2021', 'lpoint_2021'],
  ['/data/_private', 'private'],
  ['/data/멤버십', 'source'],
  ['/', 'source'],
  [`/data/${'a'.repeat(80)}`, 'a'.repeat(63)],
])('the dataset of %s is %s', (directory, dataset) => {
  expect(datasetOf(config, 'affiliate-expansion', directory)).toBe(dataset);
});
