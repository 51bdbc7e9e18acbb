import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { formatTable } from '../cli/format.ts';
import { createRandom } from '../models/random.ts';
import { openDatabase } from '../platform/postgres/database.ts';
import { digestLiveFiles, digestLiveRows, watchLive } from '../test/faults/watch-live.ts';
import { killIfAlive } from '../test/platform/processes/process-helpers.ts';
import { makeCliState } from '../test/support/cli.ts';
import { RunJson } from '../test/support/run-json.ts';
import { makeShopSource } from '../test/support/shop-source.ts';

/** Who is killed, by what stands in its arguments; a worker dies most often, as it does in life. */
const VICTIMS = {
  worker: /cli\/main\.ts worker/,
  trainer: /trainer-child\.ts/,
  command: /cli\/main\.ts run/,
  launcher: /cli\/crosslift\.mjs run/,
  temporal: /server start-dev/,
  postgres: /bin\/postgres -D/,
} as const;

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
});
const random = createRandom(Number(values.seed));
const victims = Object.keys(VICTIMS) as (keyof typeof VICTIMS)[];
const state = makeCliState();
const tally = Object.fromEntries(victims.map((name) => [name, { kills: 0, absent: 0, reruns: 0 }]));
const faults: string[] = [];
try {
  const command = await makeShopSource(state);
  // The servers stay up between commands, so that a reader can look all the time.
  const lease = await state.lease();
  const database = openDatabase(lease.databaseUrl);
  const run = async (...more: string[]): Promise<RunJson> => {
    const { code, stdout, stderr } = await state.run([...command, ...more]);
    if (code !== 0) throw new Error(stderr);
    return RunJson.parse(JSON.parse(stdout));
  };
  const startedAt = performance.now();
  const first = await run('--as-of', '2021-10-01');
  const spanMillis = performance.now() - startedAt;
  const places = { database, dataset: 'shop', location: first.publication.location };

  for (let kill = 0; kill < Number(values.kills); kill++) {
    const victim = kill % 2 === 0 ? 'worker' : victims[random.integer(victims.length)]!;
    const count = tally[victim]!;
    const asOf = new Date(Date.UTC(2021, 9, 2 + kill)).toISOString().slice(0, 10);
    const old = { rows: await digestLiveRows(places), files: digestLiveFiles(places) };
    const watch = watchLive(places);
    const disturbed = state.start([...command, '--as-of', asOf]);
    await Promise.race([delay(random.next() * spanMillis), disturbed.ended]);
    const hit = state.processes().find((running) => VICTIMS[victim].test(running.command));
    if (hit === undefined) count.absent += 1;
    else {
      killIfAlive(hit.pid);
      count.kills += 1;
    }
    if ((await disturbed.ended).code !== 0) count.reruns += 1;
    const result = await run('--as-of', asOf);
    const now = { rows: await digestLiveRows(places), files: digestLiveFiles(places) };
    const seen = await watch.stop();
    const calm = await run('--as-of', asOf, '--force', 'calm');

    const told = `kill ${kill} of ${victim}, as of ${asOf}`;
    if (calm.publication.publicationId !== result.publication.publicationId)
      faults.push(`${told}: other strategies than undisturbed`);
    for (const rows of seen.rows)
      if (![old.rows, now.rows, 'down'].includes(rows)) faults.push(`${told}: partial rows ${rows}`);
    for (const files of seen.files)
      if (![old.files, now.files].includes(files)) faults.push(`${told}: partial files ${files}`);
    process.stderr.write(`${told}: ${hit === undefined ? 'not running' : 'killed'}\n`);
  }
  await database.end();
} finally {
  await state.remove();
}

process.stdout.write(
  `${formatTable(
    [
      ['killed', 'kills', 'not running', 'command given again'],
      ...Object.entries(tally).map(([name, { kills, absent, reruns }]) => [
        name,
        String(kills),
        String(absent),
        String(reruns),
      ]),
    ],
    [1, 2, 3],
  )}\n${faults.length} faults\n${faults.map((fault) => `${fault}\n`).join('')}`,
);
if (faults.length > 0) process.exitCode = 1;
