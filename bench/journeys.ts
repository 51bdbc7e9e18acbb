import { parseArgs } from 'node:util';
import { formatCount } from '../cli/format.ts';
import { parseConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/postgres/database.ts';
import { migrateDatabase } from '../platform/postgres/migrate.ts';
import { connectClient } from '../platform/temporal/client.ts';
import { registerSearchAttributes } from '../platform/temporal/search-attributes.ts';
import { crownEverywhere } from '../test/activities/journeys/journey-fixture.ts';
import { makeCliState } from '../test/support/cli.ts';
import { createServices } from '../test/support/step-harness.ts';
import { JOURNEY } from '../workflows/steps.ts';
import { measureCrowd } from './journey-crowd.ts';
import { measureFaults } from './journey-faults.ts';
import { keepWorker } from './keep-worker.ts';

const { values } = parseArgs({
  options: {
    journeys: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '20' },
    speed: { type: 'string', default: '1800' },
    crowd: { type: 'string', default: '3000' },
    seed: { type: 'string', default: '1' },
  },
});
const [journeys, kills, speed, crowd, seed] = (['journeys', 'kills', 'speed', 'crowd', 'seed'] as const).map(
  (name) => Number(values[name]),
) as [number, number, number, number, number];

const state = makeCliState();
const lease = await state.lease();
const database = openDatabase(lease.databaseUrl);
try {
  await migrateDatabase(database);
  const config = parseConfig({ CROSSLIFT_STATE: state.stateDir });
  const services = { ...createServices(state.stateDir, database), config };
  await crownEverywhere(services);
  const client = await connectClient(config, lease.temporalAddress);
  await registerSearchAttributes(client.connection, config.temporal.namespace);
  const post = { database, client, workflow: JOURNEY };
  const worker = keepWorker(state);
  if (journeys > 0) print(await measureFaults(post, worker, { journeys, kills, speed, seed }));
  if (crowd > 0) print(await measureCrowd(post, { worker, state, count: crowd }));
  await worker.stop();
  await client.connection.close();
} finally {
  await database.end();
  await lease.release({ wait: true });
  await state.remove();
}

function print(figures: Record<string, number | string>): void {
  for (const [name, value] of Object.entries(figures))
    process.stdout.write(`${name}: ${typeof value === 'number' ? formatCount(value) : value}\n`);
}
