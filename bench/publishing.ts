/**
 * Whether publishing loses or doubles anything when publishers are killed, PostgreSQL goes away or two publish at once, and how
 * long a large night takes: its rows to PostgreSQL, with diff, flip and memberships, and to all kinds of files.
 *   node --import tsx bench/publishing.ts [--kills 100] [--rows 1000000] [--seed 1]
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { STRATEGY_COLUMNS } from '../models/contracts/strategy.ts';
import { type DuckDBSession, openSession } from '../platform/duckdb/session.ts';
import { flipPublication } from '../platform/postgres/flips.ts';
import { reservePublication } from '../platform/postgres/publications.ts';
import { checkRows } from '../platform/publishing/check-rows.ts';
import { comparePlans } from '../platform/publishing/compare-plans.ts';
import { filesSink } from '../platform/publishing/sinks/files.ts';
import { postgresSink } from '../platform/publishing/sinks/postgres.ts';
import { disturbPublishing } from '../test/faults/disturb-publishing.ts';
import { startTestPostgres } from '../test/support/start-test-postgres.ts';
import { createTemporaryDirectory } from '../test/support/temporary-directory.ts';
import { familySeconds, parentOf, processorSeconds } from './processor-seconds.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    rows: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
  },
});
const [kills, rows, seed] = [values.kills, values.rows, values.seed].map(Number) as [number, number, number];

if (kills > 0) {
  const onDone = (told: string) => process.stderr.write(`${told}\n`);
  const others = Math.ceil(kills / 10);
  const found = await disturbPublishing({ rows: 200, seed, kills, restarts: others, races: others, onDone });
  console.log(
    `${found.kills} kills, ${found.restarts} restarts of PostgreSQL, ${found.races} pairs at once: ${found.faults.length} faults, ${found.repeats} messages sent again by the same key`,
  );
  for (const fault of found.faults) console.log(fault);
  if (found.faults.length > 0) process.exitCode = 1;
}
if (rows > 0) await measureNights(rows);

/** Two nights; offers of the second differ from those of the first for a tenth of the customers. */
async function measureNights(count: number): Promise<void> {
  const directory = createTemporaryDirectory();
  const postgres = await startTestPostgres();
  const session = await openSession({ memoryLimitMb: 2_048, threads: 2, scratchDir: directory });
  const { rows: backends } = await postgres.database.query<{ pid: number }>('select pg_backend_pid() as pid');
  const server = parentOf(backends[0]!.pid);
  /** Seconds by the clock, and of processors: those of Node with DuckDB, and those of PostgreSQL. */
  const time = async (call: () => Promise<unknown>): Promise<Spent> => {
    const read = (): Spent => ({
      clock: performance.now() / 1_000,
      node: processorSeconds(process.pid),
      postgres: familySeconds(server),
    });
    const before = read();
    await call();
    const after = read();
    return {
      clock: after.clock - before.clock,
      node: after.node - before.node,
      postgres: after.postgres - before.postgres,
    };
  };
  try {
    const config = { storeDir: join(directory, 'store') };
    const services = { database: postgres.database, config };
    const scope = { dataset: 'shop', pipeline: 'affiliate-expansion' };
    const nights = [0, 1].map((night) => join(directory, `night-${night}.parquet`));
    for (const [night, path] of nights.entries()) await writeNight(session, { night, path, rows: count });
    for (const [night, path] of nights.entries()) {
      const publication = await reservePublication(postgres.database, {
        publication_id: `pub_${night}0000000`,
        ...{ ...scope, run_id: `r${night}`, digest: `d${night}` },
        ...{ as_of: `2021-12-1${night}`, row_count: count },
      });
      const scratch = (file: string) => join(directory, file);
      const staging = { publication, strategiesPath: path, session, scratch };
      const toPostgres = {
        rows: await time(() => postgresSink.stage!(services, staging)),
        diff: await time(() => comparePlans(session, { before: nights[0]!, after: path })),
        'flip with memberships': await time(() =>
          flipPublication(postgres.database, publication, {
            ...{ action: 'publish', actor: 'bench', reason: '' },
            against: night === 0 ? null : 'pub_00000000',
          }),
        ),
      };
      const toFiles = await time(() => filesSink.stage!(services, staging));
      const checked = await time(() => checkRows(session, path, { ...scope, rows: count }));
      console.log(`night ${night + 1} of ${count} rows`);
      for (const [name, spent] of Object.entries(toPostgres)) console.log(`  ${name}: ${tell(spent)}`);
      console.log(`  all of it to PostgreSQL: ${tell(addUp(Object.values(toPostgres)))}`);
      console.log(`  Parquet, JSON Lines and CSV: ${tell(toFiles)}`);
      console.log(`  every row held against its contract: ${tell(checked)}`);
    }
  } finally {
    await session.close();
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

interface Spent {
  clock: number;
  node: number;
  postgres: number;
}

function addUp(parts: readonly Spent[]): Spent {
  const sum = (name: keyof Spent) => parts.reduce((total, part) => total + part[name], 0);
  return { clock: sum('clock'), node: sum('node'), postgres: sum('postgres') };
}

function tell({ clock, node, postgres }: Spent): string {
  return `${clock.toFixed(1)} s by the clock, processors ${node.toFixed(1)} s of Node with DuckDB and ${postgres.toFixed(1)} s of PostgreSQL`;
}

/** Four actions, a tenth held out, evidence as a plan has it. */
async function writeNight(
  session: DuckDBSession,
  { night, path, rows: count }: { night: number; path: string; rows: number },
): Promise<void> {
  await session.run(
    `copy (
       select ${STRATEGY_COLUMNS.join(', ')} from (
         select md5($night || '-' || place) as strategy_id, 'r' || $night as run_id, 'shop' as dataset,
           'affiliate-expansion' as pipeline, 'M' || place as customer_id, 'action-' || place % 4 as action_id,
           'next visit' as trigger, case place % 2 when 0 then 'app' else 'kakao' end as channel,
           'points bonus at B' || ((place + case when place % 10 = 3 then $night::integer else 0 end) % 14) as offer,
           '(광고) 자주 찾으시는 매장에서 이번 주에만 포인트를 두 배로 드립니다. 무료 수신거부: 앱 설정' as message,
           message as message_ko, '(Ad) Twice the points this week at a shop near you. Opt out: app settings' as message_en,
           place % 1000 / 1000 as score, date '2021-12-10' + $night::integer as valid_from,
           valid_from + 60 as valid_to, case place % 10 when 0 then 'holdout' else 'treatment' end as arm,
           json_object('playbook', '0123456789ab', 'who', 'has used one affiliate', 'holdout_share', 0.1,
             'measured_by', json_object('outcome', 'used_new_affiliate', 'targets', [], 'window_days', 60, 'enrol_days', 91),
             'is_contact', true, 'lift', null)::varchar as evidence,
           'used 2 affiliates, last A01; the likeliest new one with a chance of 12.5 %' as reason
         from range($rows::integer) as planned (place)
       ) order by strategy_id
     ) to $path (format parquet, compression zstd)`,
    { night: String(night), rows: count, path },
  );
}
