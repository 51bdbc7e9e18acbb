/**
 * Seconds and memory to plan a night of open trials by the playbook that ships, and whether a second night of the
 * same input has the same bytes.
 *   node --import tsx bench/planning.ts [open trials, default 100000]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDropped } from '../activities/trial/plan-strategies.ts';
import { type PlanTables, readCandidates } from '../activities/trial/read-candidates.ts';
import { TRIAL_AUDIENCE } from '../models/playbooks/audience-query.ts';
import { planTrialStrategies } from '../models/playbooks/plan-trial-strategies.ts';
import type { Playbook } from '../models/playbooks/playbook.ts';
import { type DuckDBSession, openSession } from '../platform/duckdb/session.ts';
import { loadPlaybook } from '../platform/playbooks/load-playbook.ts';
import { PLAYBOOK_KINDS } from '../platform/playbooks/playbook-kinds.ts';
import { writeStrategies } from '../platform/publishing/write-strategies.ts';

/** A Thursday in December: most actions of the playbook are in season. */
const AS_OF = '2021-12-30';
const PRICES = {
  currency: 'KRW',
  plans: Object.fromEntries(
    ['monthly', 'weekend', 'short', 'long', 'quarter', 'renewal'].map((plan, place) => [
      plan,
      { amount: 200_000 + 10_000 * place, margin: 0.4 },
    ]),
  ),
};

/** Marts of so many open trials, each at up to three decision points; columns that no audience reads are null. */
async function writeMarts(
  session: DuckDBSession,
  trials: number,
  directory: string,
): Promise<{ tables: PlanTables; playbook: Playbook }> {
  const playbook = await loadPlaybook(PLAYBOOK_KINDS['trial-conversion'].shipped, {
    session,
    prices: PRICES,
  });
  await session.run(
    `create table people as
     select 'U' || lpad(i::varchar, 7, '0') as user_id, (i * 7919) % 3 as points, i % 7 + 1 as day,
       (i * 104729) % 1000 / 1000 as draw
     from range($trials::integer) as people (i)`,
    { trials },
  );
  await session.run(
    `insert into marts.registrants by name
     select user_id, timestamp '2021-12-31 09:00:00' as trial_ends_at, true as is_open, draw < .1 as is_paid
     from people`,
  );
  await session.run(
    `insert into marts.contacts by name
     select user_id, case when draw < .9 then 'given' else 'unknown' end as consent, draw > .97 as is_opted_out
     from people`,
  );
  await session.run(
    `insert into marts.landmarks by name
     select user_id, unnest(['registration', 'first_visit', 'stay_3h'][: points + 1]) as decision_point,
       timestamp '2021-12-29 09:00:00' + to_hours(unnest(range(points + 1))) as decided_at, day as register_weekday,
       day as visit_weekday, day > 5 as visit_is_weekend, true as is_inside, false as moment_is_weekend
     from people`,
  );
  const tables: Record<string, string> = {};
  for (const mart of TRIAL_AUDIENCE.marts) {
    tables[mart] = join(directory, `${mart}.parquet`);
    await session.copyToParquet({ table: `marts.${mart}` }, tables[mart], { orderBy: [] });
  }
  tables.predictions = join(directory, 'predictions.parquet');
  await session.copyToParquet(
    {
      query: `select user_id, decision_point, draw as probability, 'mlp@registration' as model
        from marts.landmarks join people using (user_id)`,
    },
    tables.predictions,
    { orderBy: ['user_id'] },
  );
  return { tables: tables as PlanTables, playbook };
}

/** One night; seconds by part. */
async function planNight(
  { tables, playbook }: { tables: PlanTables; playbook: Playbook },
  directory: string,
  run: string,
) {
  const session = await openSession({ memoryLimitMb: 2048, threads: 2, scratchDir: directory });
  try {
    const [marks, cpu] = [[performance.now()], process.cpuUsage()];
    const candidates = await readCandidates(session, tables, {
      asOf: AS_OF,
      since: '2021-12-29',
      actions: playbook.actions,
      plannedFor: AS_OF,
    });
    marks.push(performance.now());
    const { strategies, dropped } = planTrialStrategies(candidates, {
      runId: run,
      dataset: 'bench',
      salt: 'salt',
      people: 'bench',
      arms: new Map(),
      pipeline: 'trial-conversion',
      asOf: AS_OF,
      language: 'ko',
      holdoutShare: 0.1,
      globalHoldoutShare: 0.02,
      caps: { perDay: 1, perWeek: 3 },
      prices: PRICES,
      quietHours: { from: '21:00', to: '08:00' },
      playbook,
      past: new Map(),
      verdicts: new Map(),
    });
    marks.push(performance.now());
    const path = join(directory, `${run}.parquet`);
    const { contentDigest } = await writeStrategies(session, strategies, {
      path,
      scratchPath: join(directory, 'content.parquet'),
    });
    await writeDropped(session, dropped, { playbook, path: join(directory, `${run}-dropped.parquet`) });
    marks.push(performance.now());
    const [read, choose, write] = marks.slice(1).map((mark, place) => (mark - marks[place]!) / 1000);
    const total = (marks.at(-1)! - marks[0]!) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    return {
      // CPU time tells a slow plan from a busy machine.
      seconds: { read, choose, write, total, CPU: (user + system) / 1e6 },
      candidates: candidates.length,
      rows: strategies.length,
      dropped: dropped.reason.length,
      contentDigest,
    };
  } finally {
    await session.close();
  }
}

const trials = Number(process.argv[2] ?? 100_000);
const directory = await mkdtemp(join(tmpdir(), 'crosslift-bench-'));
const session = await openSession({ memoryLimitMb: 2048, threads: 2, scratchDir: directory });
try {
  const night = await writeMarts(session, trials, directory);
  const digests = [];
  for (const run of ['first', 'second']) {
    const { seconds, candidates, rows, dropped, contentDigest } = await planNight(night, directory, run);
    digests.push(contentDigest);
    const parts = Object.entries(seconds).map(([name, value]) => `${name} ${value?.toFixed(2)} s`);
    console.log(
      `${candidates.toLocaleString('en-US')} open trials → ${rows.toLocaleString('en-US')} rows, ${dropped.toLocaleString('en-US')} dropped: ${parts.join(', ')}`,
    );
  }
  console.log(digests[0] === digests[1] ? 'same bytes both nights' : 'OTHER BYTES IN THE SECOND NIGHT');
  console.log(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
} finally {
  await session.close();
  await rm(directory, { recursive: true, force: true });
}
