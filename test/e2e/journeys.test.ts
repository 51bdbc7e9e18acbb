import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { parseConfig } from '../../platform/config.ts';
import { type Database, openDatabase } from '../../platform/postgres/database.ts';
import { type ListedJourney, listJourneys } from '../../platform/postgres/journeys.ts';
import { migrateDatabase } from '../../platform/postgres/migrate.ts';
import type { StackLease } from '../../platform/stack/request-lease.ts';
import { crownEverywhere, DATASET, findCustomer, saltArms } from '../activities/journeys/journey-fixture.ts';
import { until } from '../platform/processes/process-helpers.ts';
import { type CliState, makeCliState, type RunningCommand } from '../support/cli.ts';
import { createServices } from '../support/step-harness.ts';

/** A trial by the commands that people type, accompanied by a worker that does nothing but journeys. */
const HOUR_MS = 3_600_000;
const CUSTOMER = findCustomer('C3a', 'treatment');
let state: CliState;
let lease: StackLease;
let database: Database;
let worker: RunningCommand;
beforeAll(async () => {
  state = makeCliState();
  const config = join(state.sourceDir, 'crosslift.config.json');
  // Without quiet hours, whatever the hour at which this runs.
  writeFileSync(config, '{}');
  vi.stubEnv('CROSSLIFT_CONFIG', config);
  lease = await state.lease();
  database = openDatabase(lease.databaseUrl);
  await migrateDatabase(database);
  const services = {
    ...createServices(state.stateDir, database),
    config: parseConfig({ CROSSLIFT_STATE: state.stateDir }),
  };
  await saltArms(services);
  await crownEverywhere(services);
  worker = state.start(['worker', '--role', 'journey']);
  await worker.says('worker is polling');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await database?.end();
  await lease?.release({ wait: true });
  await state?.remove();
});

const journey = (...args: string[]) =>
  state.run(['journey', ...args, '--customer', CUSTOMER, '--dataset', DATASET]);
const before = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

async function untilListed(what: string, isSo: (listed: ListedJourney) => boolean): Promise<ListedJourney> {
  let listed: ListedJourney | undefined;
  await until(what, async () => {
    [listed] = await listJourneys(database, { dataset: DATASET, customer: CUSTOMER, limit: 1 });
    return listed !== undefined && isSo(listed);
  });
  return listed!;
}

it('decides on the message of three hours at its moment, and ends with the word that says stop', async () => {
  const { command } = state.processes().find(({ command }) => /cli\/main\.ts worker/.test(command))!;
  expect(command).toContain('/platform/bootstrap/lean-threads.mjs');

  const begun = await journey('start', '--registered-at', before(5), '--consent', 'given');
  expect([begun.code, begun.stderr]).toEqual([0, '']);
  const told = await journey('signal', 'check-in', '--at', before(3), '--site', '1');
  expect([told.code, told.stderr]).toEqual([0, '']);
  const { messages } = await untilListed('a decision on C3a', ({ messages }) =>
    messages.some(({ action }) => action === 'C3a'),
  );
  expect(messages.find(({ action }) => action === 'C3a')!.state).toBe('sent');

  await journey('signal', 'opted-out');
  const { ending } = await untilListed('the end of the journey', ({ state }) => state === 'closed');
  expect(ending).toBe('opted_out');
  const list = await journey('list');
  expect(list.stdout).toContain(CUSTOMER);
});
