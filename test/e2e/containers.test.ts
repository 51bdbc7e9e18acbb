import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GenericContainer, type StartedTestContainer, Wait } from 'testcontainers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../platform/postgres/database.ts';
import { findStackBinaries } from '../platform/stack/stack-fixture.ts';
import { type CliState, makeCliState } from '../support/cli.ts';
import { buildPostgresImage, buildTemporalImage } from '../support/containers/build-images.ts';
import { startEngine } from '../support/containers/start-engine.ts';
import { plantQuestion, toCsv } from '../support/plant-question.ts';
import { QuestionJson } from '../support/run-json.ts';

/** Images that are there may be used instead of those that are made here of this machine's own binaries. */
const IMAGES = {
  postgres: process.env.CROSSLIFT_TEST_POSTGRES_IMAGE,
  temporal: process.env.CROSSLIFT_TEST_TEMPORAL_IMAGE,
};
const LOGIN = { POSTGRES_USER: 'crosslift', POSTGRES_PASSWORD: 'in a container', POSTGRES_DB: 'crosslift' };

const binaries = findStackBinaries();
const engine = binaries === undefined ? { missing: 'the bootstrap has not run' } : await startEngine();
const why = 'missing' in engine ? ` (skipped: ${engine.missing})` : '';

describe.skipIf('missing' in engine)(`with Temporal and PostgreSQL in containers${why}`, () => {
  const started: StartedTestContainer[] = [];
  let state: CliState;
  let databaseUrl: string;

  beforeAll(async () => {
    state = makeCliState();
    const postgres = await start(
      IMAGES.postgres === undefined
        ? await buildPostgresImage(binaries!)
        : new GenericContainer(IMAGES.postgres),
      { port: 5432, environment: LOGIN, says: /ready to accept connections/ },
    );
    const temporal = await start(
      IMAGES.temporal === undefined
        ? await buildTemporalImage(binaries!)
        : new GenericContainer(IMAGES.temporal),
      { port: 7233, environment: {}, says: /Server:/ },
    );
    databaseUrl = `postgres://crosslift:${encodeURIComponent(LOGIN.POSTGRES_PASSWORD)}@${postgres}/crosslift`;
    const secret = join(state.sourceDir, 'database url');
    writeFileSync(secret, `${databaseUrl}\n`);
    process.env.TEMPORAL_ADDRESS = temporal;
    process.env.DATABASE_URL_FILE = secret;
  });
  afterAll(async () => {
    delete process.env.TEMPORAL_ADDRESS;
    delete process.env.DATABASE_URL_FILE;
    await state?.remove();
    for (const container of started) await container.stop();
    if ('stop' in engine) await engine.stop();
  });

  async function start(
    image: GenericContainer,
    { port, environment, says }: { port: number; environment: Record<string, string>; says: RegExp },
  ): Promise<string> {
    const container = await image
      .withEnvironment(environment)
      .withExposedPorts(port)
      .withWaitStrategy(Wait.forLogMessage(says))
      .start();
    started.push(container);
    return `${container.getHost()}:${container.getMappedPort(port)}`;
  }

  it('runs a pipeline whose servers, password included, are named by the environment', async () => {
    const source = join(state.sourceDir, 'offer.csv');
    writeFileSync(source, toCsv(plantQuestion(1_500, { seed: 2 }).rows));
    const question = ['--id', 'customer', '--label', 'paid', '--time', 'seen_at'];
    const { code, stdout, stderr } = await state.run([
      'run',
      'propensity',
      '--source',
      source,
      ...question,
      '--json',
    ]);
    expect(code, stderr).toBe(0);
    const { runId, outcome } = QuestionJson.parse(JSON.parse(stdout));
    const database = openDatabase(databaseUrl);
    try {
      const { rows } = await database.query('select outcome from runs where run_id = $1', [runId]);
      expect(rows).toEqual([{ outcome }]);
    } finally {
      await database.end();
    }
    // No server of the embedded kind was started beside them.
    expect(state.processes()).toEqual([]);
  });
});
