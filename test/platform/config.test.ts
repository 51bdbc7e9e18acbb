import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT_ROOT, parseConfig } from '../../platform/config.ts';

const DEFAULTS = {
  stateDir: join(PROJECT_ROOT, '.crosslift'),
  storeDir: join(PROJECT_ROOT, '.crosslift', 'store'),
  projectConfig: { path: resolve('crosslift.config.json'), required: false },
  bucket: { endpoint: undefined, region: undefined },
  logLevel: 'info',
  duckdb: { memoryLimitMb: 1024, threads: 2 },
  concurrency: { sql: 2, train: expect.any(Number), publish: 2 },
  cachedJourneys: 1_500,
  temporal: {
    address: undefined,
    namespace: 'default',
    apiKey: undefined,
    tls: false,
    tlsFiles: { ca: undefined, cert: undefined, key: undefined },
    uiUrl: undefined,
  },
  databaseUrl: undefined,
};

it('has a default for everything', () => {
  expect(parseConfig({})).toEqual(DEFAULTS);
  expect(parseConfig({ HOME: '/home/somebody', PATH: '/bin' })).toEqual(DEFAULTS);
});

it('trains on every core unless it is told otherwise', () => {
  const { train } = parseConfig({}).concurrency;
  expect(train).toBeGreaterThanOrEqual(1);
  expect(train).toBeLessThanOrEqual(availableParallelism());
  expect(Number.isInteger(train)).toBe(true);
});

it('takes an empty variable as unset', () => {
  const empty = Object.fromEntries(
    ['CROSSLIFT_STATE', 'CROSSLIFT_THREADS', 'TEMPORAL_ADDRESS', 'TEMPORAL_TLS', 'DATABASE_URL'].map(
      (name) => [name, ''],
    ),
  );
  expect(parseConfig(empty)).toEqual(DEFAULTS);
});

it('does no more publishing steps at once than there are connections for', () => {
  expect(parseConfig({ CROSSLIFT_PUBLISH_STEPS: '8' }).concurrency.publish).toBe(8);
  expect(() => parseConfig({ CROSSLIFT_PUBLISH_STEPS: '9' })).toThrow('expected 8 or fewer');
});

it('keeps as many journeys in memory as are worked on at once, or more', () => {
  expect(parseConfig({ CROSSLIFT_CACHED_JOURNEYS: '200' }).cachedJourneys).toBe(200);
  expect(() => parseConfig({ CROSSLIFT_CACHED_JOURNEYS: '199' })).toThrow('expected 200 or more');
});

it('reads every variable', () => {
  expect(
    parseConfig({
      CROSSLIFT_STATE: 'state',
      CROSSLIFT_STORE: '/mnt/store',
      CROSSLIFT_CONFIG: '/etc/crosslift.json',
      CROSSLIFT_LOG_LEVEL: 'warn',
      CROSSLIFT_MEMORY_MB: '512',
      CROSSLIFT_THREADS: '8',
      CROSSLIFT_SQL_STEPS: '4',
      CROSSLIFT_PUBLISH_STEPS: '1',
      CROSSLIFT_TRAINERS: '3',
      CROSSLIFT_CACHED_JOURNEYS: '500',
      TEMPORAL_ADDRESS: 'temporal.example:7233',
      TEMPORAL_NAMESPACE: 'growth',
      TEMPORAL_API_KEY: 'key',
      AWS_ENDPOINT_URL_S3: 'https://objects.example',
      AWS_ENDPOINT_URL: 'https://aws.example',
      AWS_DEFAULT_REGION: 'ap-northeast-2',
      TEMPORAL_TLS: 'false',
      TEMPORAL_TLS_CA: '/tls/ca.pem',
      TEMPORAL_TLS_CERT: '/tls/cert.pem',
      TEMPORAL_TLS_KEY: '/tls/key.pem',
      TEMPORAL_UI_URL: 'https://temporal.example',
      DATABASE_URL: 'postgresql://crosslift@db.example/crm',
    }),
  ).toEqual({
    stateDir: resolve('state'),
    storeDir: '/mnt/store',
    projectConfig: { path: '/etc/crosslift.json', required: true },
    bucket: { endpoint: 'https://objects.example', region: 'ap-northeast-2' },
    logLevel: 'warn',
    duckdb: { memoryLimitMb: 512, threads: 8 },
    concurrency: { sql: 4, train: 3, publish: 1 },
    cachedJourneys: 500,
    temporal: {
      address: 'temporal.example:7233',
      namespace: 'growth',
      apiKey: 'key',
      tls: false,
      tlsFiles: { ca: '/tls/ca.pem', cert: '/tls/cert.pem', key: '/tls/key.pem' },
      uiUrl: 'https://temporal.example',
    },
    databaseUrl: 'postgresql://crosslift@db.example/crm',
  });
});

it('keeps the store in the state directory unless told otherwise', () => {
  expect(parseConfig({ CROSSLIFT_STATE: '/var/state' }).storeDir).toBe('/var/state/store');
});

it.each([
  [{ TEMPORAL_API_KEY: 'key' }, true],
  [{ TEMPORAL_TLS_CA: '/tls/ca.pem' }, true],
  [{ TEMPORAL_TLS: 'true' }, true],
  [{ TEMPORAL_API_KEY: 'key', TEMPORAL_TLS: 'false' }, false],
  [{ TEMPORAL_ADDRESS: 'temporal:7233' }, false],
])('of %j: TLS %s', (environment, tls) => {
  expect(parseConfig(environment).temporal.tls).toBe(tls);
});

it('lists every problem at once', () => {
  expect(() =>
    parseConfig({
      CROSSLIFT_STORE: 's3://bucket/store',
      CROSSLIFT_THREADS: '0',
      CROSSLIFT_MEMORY_MB: '1e3',
      CROSSLIFT_LOG_LEVEL: 'loud',
      TEMPORAL_ADDRESS: 'https://temporal.example',
      TEMPORAL_TLS: 'yes',
      DATABASE_URL: 'mysql://db',
    }),
  ).toThrow(
    expect.objectContaining({
      name: 'UsageError',
      message: [
        'the environment is not usable:',
        '  CROSSLIFT_STORE: is an address (expected a path of this machine: mount the bucket or copy its files here first)',
        '  CROSSLIFT_LOG_LEVEL: Invalid option: expected one of "trace"|"debug"|"info"|"warn"|"error"|"fatal"|"silent"',
        '  CROSSLIFT_MEMORY_MB: expected a positive integer',
        '  CROSSLIFT_THREADS: expected a positive integer',
        '  TEMPORAL_ADDRESS: expected host:port',
        '  TEMPORAL_TLS: Invalid option: expected one of "true"|"false"',
        '  DATABASE_URL: expected postgres://…',
      ].join('\n'),
    }),
  );
});

it('never shows the value of what may be a secret', () => {
  const secret = 'hunter2';
  expect(() => parseConfig({ DATABASE_URL: `mysql://root:${secret}@db` })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining(secret) }),
  );
});

it('cannot be changed afterwards', () => {
  const config = parseConfig({});
  expect(() => Object.assign(config, { storeDir: '/elsewhere' })).toThrow(TypeError);
  expect(() => Object.assign(config.projectConfig, { required: true })).toThrow(TypeError);
  expect(() => Object.assign(config.temporal, { namespace: 'other' })).toThrow(TypeError);
});
