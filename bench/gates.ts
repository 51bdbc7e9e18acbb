// Whether a bad model gets through and a good one gets lost: of small companies the share whose models are approved as
// a first champion, with a signal and with none, and champions over nights in a row.
// Usage: node --import tsx bench/gates.ts [--signal 100] [--nulls 200] [--nights 60] [--step 1] [--seeds 1]
//        [--points registration,last_day] [--customers 3000] [--first-seed 1]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { formatTable } from '../cli/format.ts';
import { DECISION_POINTS } from '../models/contracts/decision-point.ts';
import { DEFAULT_POLICY } from '../models/gates/policy.ts';
import { NIGHTLY_LINE_UP } from '../models/recipes/line-up.ts';
import { SINGLE_THREADED } from '../platform/trainer/child-pool.ts';
import { measureFirstChampions } from './measure-first-champions.ts';
import { measureNights } from './measure-nights.ts';
import { describeRate, secondsSince } from './texts.ts';

// Before any native library is opened: as in the children that train, results then repeat bit for bit.
Object.assign(process.env, SINGLE_THREADED);

const { values } = parseArgs({
  options: {
    signal: { type: 'string', default: '100' },
    nulls: { type: 'string', default: '200' },
    nights: { type: 'string', default: '60' },
    step: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    points: { type: 'string', default: 'registration,last_day' },
    customers: { type: 'string', default: '3000' },
    'first-seed': { type: 'string', default: '1' },
  },
});

/** Two kinds of learners and the points that most registrants reach: a company costs seconds. */
const SMALL = {
  customers: z.coerce.number().int().positive().parse(values.customers),
  recipes: NIGHTLY_LINE_UP.filter(({ learner }) => learner !== 'mlp-ensemble'),
  policy: DEFAULT_POLICY,
} as const;
const POINTS = z.array(z.enum(DECISION_POINTS)).min(1).parse(values.points.split(','));
/** Two months before the end of the source: those who came in them show what a change was worth. */
const LAST_NIGHT = '2021-11-01';

const directory = await mkdtemp(join(tmpdir(), 'crosslift-gates-'));
try {
  await showFirstChampions('demo', Number(values.signal));
  await showFirstChampions('seed', Number(values.nulls));
  for (let seed = 1; seed <= Number(values.seeds); seed++) {
    await showNights('demo', seed);
    await showNights('seed', seed);
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}

async function showFirstChampions(profile: 'demo' | 'seed', companies: number): Promise<void> {
  if (companies === 0) return;
  const started = performance.now();
  const first = Number(values['first-seed']);
  const plan = { ...SMALL, profile, points: POINTS, seeds: { first, last: first + companies - 1 } };
  const { any, points } = await measureFirstChampions(directory, plan, (seed, approved) => {
    if (seed % 10 === 0)
      console.log(`${profile}: seed ${seed}, any approved ${approved}, ${secondsSince(started)}`);
  });
  const lines = points.map(({ point, judged, approved, failures }) => [
    point,
    ...describeRate(approved, judged),
    failures.map(([rule, count]) => `${rule} ${count}`).join(', '),
  ]);
  const head = ['point', 'approved', 'rate (95 % interval)', 'rules that failed'];
  console.log(
    `\n${profile}, companies of ${SMALL.customers} registrants, seeds ${first} to ${plan.seeds.last}, a first champion\n${formatTable([head, ...lines, ['any', ...describeRate(any, companies), '']], [])}\n`,
  );
}

async function showNights(profile: 'demo' | 'seed', seed: number): Promise<void> {
  const nights = Number(values.nights);
  if (nights === 0) return;
  const started = performance.now();
  const plan = {
    ...SMALL,
    profile,
    seed,
    point: POINTS[0]!,
    nights,
    step: Number(values.step),
    until: LAST_NIGHT,
  };
  let done = 0;
  const { verdicts, changes } = await measureNights(directory, plan, (asOf, { verdict, reason }) => {
    done++;
    if (done % 10 === 0) console.log(`${profile}: ${asOf} ${verdict}, ${reason}, ${secondsSince(started)}`);
  });
  const counts = [...verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
  console.log(`\n${profile}, seed ${seed}, ${nights} nights ${plan.step} days apart: ${counts}`);
  const head = ['as of', 'champion', 'why', 'later rows', 'log-loss, new − before (95 % interval)'];
  const lines = changes.map(({ asOf, champion, reason, later, loss }) => [
    asOf,
    champion,
    reason,
    String(later),
    loss === null ? '-' : `${loss.difference.toFixed(4)} (${loss.low.toFixed(4)} – ${loss.high.toFixed(4)})`,
  ]);
  console.log(`${lines.length === 0 ? 'no champion' : formatTable([head, ...lines], [3])}\n`);
}
