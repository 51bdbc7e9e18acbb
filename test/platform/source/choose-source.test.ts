import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ProjectConfig } from '../../../models/contracts/project-config.ts';
import { UsageError } from '../../../platform/errors.ts';
import { chooseSource } from '../../../platform/source/choose-source.ts';

const PIPELINE = 'trial-conversion';
const SAMPLE = { dataset: 'sample', place: '/state/sample/trial-conversion' };
const DATABASE = 'postgres://db/crosslift';
const seoul = { pipeline: 'trial-conversion', source: '/data/seoul' } as const;
const busan = { pipeline: 'trial-conversion', source: '/data/busan' } as const;
const shop = { pipeline: 'affiliate-expansion', source: '/data/shop' } as const;

/** Choose on a machine with these datasets. */
function choose(
  input: Parameters<typeof chooseSource>[1],
  datasets?: ProjectConfig['datasets'],
  databaseUrl?: string,
) {
  const project = datasets === undefined ? {} : { datasets };
  return chooseSource(PIPELINE, input, { config: { stateDir: '/state', databaseUrl }, project });
}
const refusal = (...args: Parameters<typeof choose>) => {
  try {
    return choose(...args);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message;
  }
};

describe('a source that is named', () => {
  it.each([
    ['by its directory', { source: '/data/Our Sites' }, 'our-sites'],
    ['by the dataset given beside it', { source: '/data/seoul', dataset: 'pilot' }, 'pilot'],
    ['by the dataset configured for it', { source: '/data/seoul/' }, 'seoul-live'],
    ['as another one, if another pipeline has it', { source: '/data/shop' }, 'shop'],
    ['as the sample, if it is the sample', { source: '/state/sample/trial-conversion' }, 'sample'],
  ])('is kept %s', (_, input, dataset) => {
    expect(choose(input, { 'seoul-live': seoul, 'shop-live': shop }, DATABASE)).toEqual({
      dataset,
      place: resolve(input.source),
    });
  });

  it.each([
    ['s3://bucket/raw/Our Sites/', 's3://bucket/raw/Our Sites', 'our-sites'],
    ['s3://acme.raw', 's3://acme.raw', 'acme-raw'],
  ])('may be %s', (source, place, dataset) => {
    expect(choose({ source }, {}, DATABASE)).toEqual({ dataset, place });
  });

  it('is kept under the dataset whose bucket it is', () => {
    const inBucket = { pipeline: PIPELINE, source: 's3://bucket/raw' } as const;
    expect(choose({ source: 's3://bucket/raw/' }, { live: inBucket }, DATABASE).dataset).toBe('live');
  });

  it('is no other address: that would be looked for as a directory', () => {
    expect(refusal({ source: 'gs://bucket/raw' }, {}, DATABASE)).toBe(
      'the source gs://bucket/raw is no address that is read (expected a path of this machine, or s3://bucket/folder)',
    );
  });
});

describe('a dataset that is named', () => {
  it('is read where the configuration says', () => {
    expect(choose({ dataset: 'busan' }, { seoul, busan })).toEqual({
      dataset: 'busan',
      place: '/data/busan',
    });
  });

  it('may be the sample', () => {
    expect(choose({ dataset: 'sample' }, { seoul })).toEqual(SAMPLE);
  });

  it.each([
    [{ seoul, busan, shop }, 'seoul, busan'],
    [{ shop }, 'none'],
    [undefined, 'none'],
  ])('must be one of the pipeline: %#', (datasets, names) => {
    expect(refusal({ dataset: 'shop' }, datasets)).toBe(
      `no dataset shop for trial-conversion is configured (there is ${names}); or give its --source DIR`,
    );
  });
});

describe('where nothing is named', () => {
  it('takes the one dataset of the pipeline', () => {
    expect(choose({}, { seoul, shop }, DATABASE)).toEqual({ dataset: 'seoul', place: '/data/seoul' });
  });

  it('does not choose among several', () => {
    expect(refusal({}, { seoul, busan, shop })).toBe(
      'trial-conversion has several datasets; say which: --dataset seoul | busan',
    );
  });

  it('takes the sample on the embedded stack', () => {
    expect(choose({}, { shop })).toEqual(SAMPLE);
  });

  it('does not publish the sample to a real database', () => {
    expect(refusal({}, { shop }, DATABASE)).toBe(
      'trial-conversion has no dataset in crosslift.config.json, and the sample is not published to a real database; give --source DIR',
    );
  });
});
