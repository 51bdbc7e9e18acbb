import { expect, it } from 'vitest';
import { parseBucketAddress, SourcePlace } from '../../../models/contracts/source-place.ts';

it.each([
  ['s3://acme', { bucket: 'acme', prefix: '' }],
  ['s3://acme/', { bucket: 'acme', prefix: '' }],
  ['s3://acme.extracts/shop', { bucket: 'acme.extracts', prefix: 'shop/' }],
  ['s3://acme/shop/2021 12//', { bucket: 'acme', prefix: 'shop/2021 12/' }],
])('%s is a folder of a bucket', (place, expected) => {
  expect(parseBucketAddress(SourcePlace.parse(place))).toEqual(expected);
});

it.each(['/data/seoul', 'tables', 's3/acme'])('%s is a path', (place) => {
  expect(parseBucketAddress(SourcePlace.parse(place))).toBeNull();
});

it.each(['', 's3://', 's3://A', 's3://-a/shop', 'gs://acme/shop', 'https://acme.example/shop'])(
  'refuses %j',
  (place) => {
    expect(SourcePlace.safeParse(place).success).toBe(false);
  },
);
