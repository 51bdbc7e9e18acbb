import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Status } from '../../cli/describe-status.ts';
import type { OnCallCard } from '../../models/night/write-card.ts';
import { openDatabase } from '../../platform/postgres/database.ts';
import { migrateDatabase } from '../../platform/postgres/migrate.ts';
import { flipTo } from '../platform/postgres/flip-to.ts';
import { reserveDraft } from '../platform/postgres/reserve.ts';
import { type CliState, makeCliState } from '../support/cli.ts';
import { startReceiver, type TestReceiver } from '../support/start-receiver.ts';

/** A night whose extract did not arrive, by the commands that people type: no step gets to work. */
const SEOUL_OFFSET = 9;
let state: CliState;
let receiver: TestReceiver;
beforeAll(async () => {
  state = makeCliState();
  receiver = await startReceiver((_, response) => {
    response.writeHead(204).end();
    return true;
  });
  writeFileSync(join(state.sourceDir, 'LPOINT_BIG_COMP_01_DEMO.csv'), 'cust,ma_fem_dv\nM1,F\n');
  const config = join(state.sourceDir, 'crosslift.config.json');
  const datasets = { shop: { pipeline: 'affiliate-expansion', source: state.sourceDir } };
  writeFileSync(config, JSON.stringify({ alerts: { url: receiver.url, allowPrivate: true }, datasets }));
  vi.stubEnv('CROSSLIFT_CONFIG', config);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await state?.remove();
  await receiver?.stop();
});

async function readStatus(): Promise<Status> {
  const { stdout } = await state.run(['status', '--json']);
  return JSON.parse(stdout) as Status;
}
const alerts = () => receiver.requests.map(({ body }) => JSON.parse(body) as OnCallCard);

it('a scheduled night waits where its source is not there, tells so, and ends by what a person decides', async () => {
  const lease = await state.lease();
  // A night begun in the hour before the next does not wait, so the next one is half a day away whenever this runs.
  const hour = (new Date().getUTCHours() + SEOUL_OFFSET + 12) % 24;
  const cron = `0 ${hour} * * *`;
  const created = await state.run(['schedule', 'create', '--cron', cron, '--time-zone', 'Asia/Seoul']);
  expect(created.stdout).toContain(`nightly/all runs at "${cron}" (Asia/Seoul): affiliate-expansion/shop`);
  const time = `${String(hour).padStart(2, '0')}:00`;
  expect((await state.run(['schedule', 'list'])).stdout).toMatch(
    new RegExp(`nightly/all +on +\\S+ ${time} Asia/Seoul`),
  );

  const night = state.start(['schedule', 'trigger', 'nightly/all']);
  while (alerts().length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
  const { cards } = await readStatus();
  expect(cards).toEqual([
    {
      ...{ pipeline: 'affiliate-expansion', dataset: 'shop', state: 'parked', safe: false, live: 'nothing' },
      what: expect.stringMatching(
        /^step resolve-input waits for a decision: the source \S+ breaks its contract \(\d problems\): .* is missing/,
      ),
      otherwise: expect.stringMatching(/^the run gives up at .*Z; nothing is live, and nothing is sent$/),
      command: expect.stringMatching(/^crosslift decide [0-9a-f]{8} retry --step resolve-input/),
    },
  ]);
  const who = ['--actor', 'Kim', '--reason', 'no extract tonight'];
  expect((await state.run(['gc'])).stdout).toContain('nothing to remove');
  const decided = await state.run(['decide', 'latest', 'abort', ...who, '--no-worker']);
  expect(decided.stdout).toContain('recorded: abort resolve-input');

  const ended = await night.ended;
  expect(ended.stdout).toMatch(/affiliate-expansion +shop +FAILED +.*breaks its contract/);
  expect(ended.code).toBe(1);
  expect(alerts().map((card) => card.state)).toEqual(['parked', 'failed']);
  expect((await state.run(['schedule', 'delete', 'nightly/all'])).stdout).toBe('nightly/all is removed\n');
  await lease.release({ wait: true });
});

it('goes back to nothing that there is not, that may be two or that is live', async () => {
  const lease = await state.lease();
  const database = openDatabase(lease.databaseUrl);
  await migrateDatabase(database);
  const [live] = await Promise.all(
    ['pub_00000000000000aa', 'pub_00000000000000bb'].map((id) =>
      reserveDraft(database, id, { dataset: 'shop' }),
    ),
  );
  await flipTo(database, live!);
  const goBack = (publication: string) =>
    state.run(['rollback', publication, '--actor', 'Kim', '--reason', 'wrong prices']);
  for (const [publication, said] of [
    ['pub_9', 'no publication begins with pub_9 (crosslift publications lists them)'],
    ['pub_', 'several publications begin with pub_: pub_00000000000000aa, pub_00000000000000bb'],
    [live!.publication_id, `version ${live!.version} is live already: there is nothing to roll back to`],
  ] as const) {
    const { code, stderr } = await goBack(publication);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`crosslift: ${said}`)]);
  }
  await database.end();
  await lease.release({ wait: true });
});
