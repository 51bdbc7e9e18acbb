import { beforeEach, expect, it } from 'vitest';
import {
  findLiveSegmentation,
  listEarlierSegmentations,
  releaseSegmentation,
} from '../../../platform/postgres/segmentations.ts';
import { artifact } from '../../models/contracts/examples.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';

const database = await openTestDatabase();
beforeEach(() => database.query('truncate segmentations'));

const scope = { dataset: 'shop', pipeline: 'affiliate-expansion' };
const release = (segmentation_id: string, as_of: string, live: string | null, change: object = {}) =>
  releaseSegmentation(
    database,
    {
      segmentation_id,
      ...scope,
      run_id: 'r1',
      as_of,
      fitted_as_of: '2021-12-01',
      parameters: { segments: 12 },
      segmentation: artifact(`${segmentation_id}.json`),
      segments: artifact(`${segmentation_id}.parquet`),
      ...change,
    },
    live,
  );
const liveId = async () => (await findLiveSegmentation(database, scope))?.segmentation_id;
const earlierThan = async (asOf: string) =>
  (await listEarlierSegmentations(database, scope, { asOf, limit: 10 })).map(
    ({ segmentation_id }) => segmentation_id,
  );

it('goes on from night to night, each in the place of the one before', async () => {
  expect(await liveId()).toBeUndefined();
  expect(await release('s1', '2021-12-14', null)).toBe('live');
  expect(await release('s2', '2021-12-15', 's1')).toBe('live');
  expect(await findLiveSegmentation(database, scope)).toMatchObject({
    segmentation_id: 's2',
    as_of: '2021-12-15',
    fitted_as_of: '2021-12-01',
    parameters: { segments: 12 },
    segmentation: artifact('s2.json'),
  });
});

it('shows a day what was live on days before, the newest first', async () => {
  await release('s1', '2021-12-13', null);
  await release('s2', '2021-12-14', 's1');
  await release('s3', '2021-12-15', 's2');
  expect(await earlierThan('2021-12-15')).toEqual(['s2', 's1']);
  expect(await earlierThan('2021-12-13')).toEqual([]);
});

it('changes nothing when it is repeated', async () => {
  await release('s1', '2021-12-14', null);
  expect(await release('s1', '2021-12-14', null)).toBe('live');
  expect(await earlierThan('2022-01-01')).toEqual(['s1']);
});

it('lets one of two runs win that began from the same', async () => {
  await release('s1', '2021-12-14', null);
  const outcomes = await Promise.all([release('s2', '2021-12-15', 's1'), release('s3', '2021-12-15', 's1')]);
  expect(outcomes.sort()).toEqual(['live', 'overtaken']);
});

it('leaves alone what is of a later day, and other datasets', async () => {
  await release('s2', '2021-12-15', null);
  expect(await release('s1', '2021-12-14', 's2')).toBe('older');
  expect(await release('t1', '2021-12-14', null, { dataset: 'other' })).toBe('live');
  expect(await liveId()).toBe('s2');
});

it('takes up again what was live before, as when a day is run with its old data', async () => {
  await release('s1', '2021-12-15', null);
  await release('s2', '2021-12-15', 's1');
  expect(await release('s1', '2021-12-15', 's2')).toBe('live');
  expect(await liveId()).toBe('s1');
});
