import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatCount, formatTable } from '../cli/format.ts';
import { openSession } from '../platform/duckdb/session.ts';
import { makeCliState } from '../test/support/cli.ts';
import { StatusJson } from '../test/support/run-json.ts';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, format: { type: 'string', default: 'csv' } },
});
const rows = Number(values.rows);

/** Evenly spread numbers from 0 to 1 that are the same for a row and a use of them on every machine. */
const unit = (use: string) => `(hash(row, '${use}') % 1000003) / 1000003.0`;
const normal = (use: string) => `sqrt(-2 * ln(1 - ${unit(use)})) * cos(2 * pi() * ${unit(`${use} angle`)})`;

/**
 * A table of 20 columns: half of the rows have a label whose truth has an AUC of about .74; numbers, some skewed and
 * some with gaps, categories of 4 to 5,000 levels, truth values, days and moments.
 */
const TABLE = `
  with drawn as (
    select row, 'C' || row as customer, ${normal('n1')} as n1, ${normal('n2')} as n2, ${normal('n3')} as n3,
      (hash(row, 'plan') % 4)::integer as plan, (hash(row, 'age') % 900)::integer as age,
      timestamp '2023-01-01' + to_seconds((hash(row, 'at') % 31536000)::integer) as seen_at
    from range($rows) as source(row)
  ), scored as (
    select *, -0.8 + 0.6 * n1 - 0.4 * n2 + 0.3 * (plan - 1.5) - 0.001 * (age - 450) as logit from drawn
  )
  select customer, seen_at, round(exp(3 + n1), 2) as spend, round(n2, 4) as drift, round(n3, 4) as noise,
    if(hash(row, 'gap') % 10 = 0, null, hash(row, 'visits') % 30) as visits, 'plan ' || plan as plan,
    'city ' || (hash(row, 'city') % 5000) as city, 'shop ' || (hash(row, 'shop') % 60) as shop,
    hash(row, 'member') % 3 = 0 as is_member, (seen_at - to_days(age))::date as signed_up,
    round(${unit('u1')}, 5) as u1, round(${unit('u2')}, 5) as u2, hash(row, 'count') % 1000 as count1,
    round(exp(${normal('n4')}), 3) as skewed, 'channel ' || (hash(row, 'channel') % 7) as channel,
    seen_at - to_hours((hash(row, 'last') % 2000)::integer) as last_seen, 'KR' as country,
    'text ' || hash(row, 'text') as note,
    if(hash(row, 'known') % 2 = 0, null, (${unit('label')} < 1 / (1 + exp(-logit)))::integer) as paid
  from scored`;

const state = makeCliState();
try {
  const session = await openSession({ memoryLimitMb: 2048, threads: 2, scratchDir: state.sourceDir });
  const source = join(state.sourceDir, `question.${values.format}`);
  await session.run(`copy (${TABLE}) to $source`, { rows, source });
  await session.close();
  const began = Date.now();
  const question = ['--id', 'customer', '--label', 'paid', '--time', 'seen_at'];
  const { code, stdout, stderr } = await state.run([
    'run',
    'propensity',
    '--source',
    source,
    ...question,
    '--json',
  ]);
  if (code !== 0) throw new Error(stderr);
  const seconds = (Date.now() - began) / 1_000;
  const status = await state.run(['status', 'latest', '--json']);
  const { steps, outcome } = StatusJson.parse(JSON.parse(status.stdout));
  const { metrics, gates } = JSON.parse(stdout);
  process.stdout.write(
    `${formatTable(
      [
        ['step', 'rows', 's', 'peak MiB'],
        ...steps.map(({ step, rows: count, started_at, ended_at, peak_rss_mb }) => [
          step,
          formatCount(count),
          ((Date.parse(ended_at) - Date.parse(started_at)) / 1_000).toFixed(1),
          formatCount(peak_rss_mb),
        ]),
      ],
      [1, 2, 3],
    )}\n${outcome} in ${seconds.toFixed(0)} s, AUC ${metrics.propensity.auc} by ${gates[0].model}\n`,
  );
} finally {
  await state.remove();
}
