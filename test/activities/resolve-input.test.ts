import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { ingestSource } from '../../activities/ingest-source.ts';
import { resolveInput } from '../../activities/resolve-input.ts';
import { GOOD_SOURCE } from '../platform/source/make-source.ts';
import { BUCKET_READER, startBucket, type TestBucket } from '../support/start-bucket.ts';
import { createServices, runStep } from '../support/step-harness.ts';
import { makeTemporaryDirectory } from '../support/temporary-directory.ts';

const PIPELINE = 'affiliate-expansion';
const PLACE = 's3://acme/extracts/shop';

let bucket: TestBucket;
beforeAll(async () => {
  bucket = await startBucket();
});
afterAll(() => bucket?.stop());
beforeEach(() => {
  bucket.objects.clear();
  for (const [name, text] of Object.entries(GOOD_SOURCE)) bucket.objects.set(`extracts/shop/${name}`, text);
  for (const [name, value] of Object.entries(BUCKET_READER)) vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

function open() {
  const services = createServices(makeTemporaryDirectory());
  return { ...services, config: { ...services.config, bucket: { endpoint: bucket.url, region: undefined } } };
}
const resolve = (services: ReturnType<typeof open>) =>
  runStep(resolveInput, services, {
    ...{ step: 'resolve-input', effect: 'external' },
    params: { pipeline: PIPELINE, input: { source: PLACE } },
  });

it('copies the folder of a bucket to the store, and a run reads the copy', async () => {
  const services = open();
  const { value: context } = await resolve(services);
  expect(context).toMatchObject({ dataset: 'shop', asOf: '2021-03-07', source: { address: PLACE } });
  const { files, ...source } = context.source;
  expect(source.directory.startsWith(join(services.config.storeDir, 'sources'))).toBe(true);

  // What becomes of the bucket meanwhile is of another run.
  bucket.objects.clear();
  const digests = Object.fromEntries(files.map(({ table, digest }) => [table, digest]));
  const { artifacts } = await runStep(ingestSource, services, {
    step: 'ingest-source',
    params: { pipeline: PIPELINE, ...source, digests },
  });
  expect(artifacts).toMatchObject({ purchases: { rows: 3 }, payments: { rows: 1 } });
});

it('calls the source by its address where tables are missing', async () => {
  bucket.objects.delete('extracts/shop/LPAY.csv');
  await expect(resolve(open())).rejects.toThrow(
    `the source ${PLACE} breaks its contract (1 problem):\n  table payments is missing`,
  );
});
