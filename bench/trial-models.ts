// What the trial's models are worth: how near they come to what can be known (`demo` on seeds of its own), how often
// anything is approved where there is nothing to find, and whether visits after the trial move a figure.
// Usage: node --import tsx bench/trial-models.ts [--signal 21,22,23] [--nulls 100] [--full 5] [--later 1]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatCount, formatTable } from '../cli/format.ts';
import { DECISION_POINTS } from '../models/contracts/decision-point.ts';
import { DEFAULT_POLICY } from '../models/gates/policy.ts';
import { NIGHTLY_LINE_UP } from '../models/recipes/line-up.ts';
import { SINGLE_THREADED } from '../platform/trainer/child-pool.ts';
import { measureLaterVisits } from './measure-later-visits.ts';
import { drawFlatCompanies, measureNulls, type NullPlan, shuffleOneCompany } from './measure-nulls.ts';
import { measureSignal, type SignalFound } from './measure-signal.ts';
import { describeRate, secondsSince } from './texts.ts';

// Before any native library is opened: as in the children that train, results then repeat bit for bit.
Object.assign(process.env, SINGLE_THREADED);

/** A company as large as the original. */
const CUSTOMERS = 9_600;
/** How far a model may stay behind what could be known, in AUC. */
const TOLERANCE = 0.03;

/** Small companies, one question, two kinds of learners: a seed costs seconds. */
const SMALL: NullPlan = {
  customers: 1_500,
  points: ['registration'],
  recipes: NIGHTLY_LINE_UP.filter(({ learner }) => learner !== 'mlp-ensemble'),
  // They have fewer than 300 test rows: with the usual minimum all would be INSUFFICIENT_DATA, which says nothing.
  policy: { ...DEFAULT_POLICY, minRows: 200 },
};
const FULL: NullPlan = {
  customers: CUSTOMERS,
  points: DECISION_POINTS,
  recipes: NIGHTLY_LINE_UP,
  policy: DEFAULT_POLICY,
};

const { values } = parseArgs({
  options: {
    signal: { type: 'string', default: '21,22,23' },
    nulls: { type: 'string', default: '100' },
    full: { type: 'string', default: '5' },
    later: { type: 'string', default: '1' },
  },
});
const listSeeds = (text: string) => text.split(',').filter(Boolean).map(Number);
const directory = await mkdtemp(join(tmpdir(), 'crosslift-trial-'));
try {
  await showSignal(listSeeds(values.signal));
  await showNulls(Number(values.nulls), Number(values.full));
  await showLaterVisits(listSeeds(values.later));
} finally {
  await rm(directory, { recursive: true, force: true });
}

async function showSignal(seeds: readonly number[]): Promise<void> {
  const head = ['point', 'recipe', 'test rows', 'AUC', 'AUC of E[p | known]'];
  head.push('difference (95 % interval)', `behind by ${TOLERANCE}`, 'verdict');
  for (const seed of seeds) {
    const started = performance.now();
    const found = await measureSignal(directory, { seed, customers: CUSTOMERS });
    const lines = found.map(({ point, chosen, verdict, failures, rows, model, known, lead }) => [
      point,
      chosen,
      formatCount(rows),
      format(model),
      format(known),
      lead === null ? '-' : `${format(lead.value)} (${format(lead.low)} – ${format(lead.high)})`,
      judgeLead(rows, lead),
      [verdict, ...failures].join(' '),
    ]);
    console.log(`demo, seed ${seed}, ${formatCount(CUSTOMERS)} registrants, ${secondsSince(started)}`);
    console.log(`${formatTable([head, ...lines], [2, 3, 4])}\n`);
  }
}

/** Few rows do not tell how far behind a model is. */
function judgeLead(rows: number, lead: SignalFound['lead']): string {
  if (rows < DEFAULT_POLICY.minRows || lead === null) return 'few rows';
  return lead.value < -TOLERANCE ? 'YES' : 'no';
}

async function showNulls(small: number, full: number): Promise<void> {
  const lines: string[][] = [];
  for (const { name, plan, seeds, prepare } of [
    { name: 'seed profile', plan: SMALL, seeds: small, prepare: drawFlatCompanies },
    { name: 'shuffled labels', plan: SMALL, seeds: small, prepare: shuffleOneCompany },
    { name: 'seed profile', plan: FULL, seeds: full, prepare: drawFlatCompanies },
    { name: 'shuffled labels', plan: FULL, seeds: full, prepare: shuffleOneCompany },
  ]) {
    if (seeds === 0) continue;
    const started = performance.now();
    const judge = await prepare(directory, plan);
    const { approved, undecided, failures } = await measureNulls(judge, seeds, (seed, rates) => {
      if (seed % 10 === 0)
        console.log(`${name}: ${seed} of ${seeds}, ${rates.approved} approved, ${secondsSince(started)}`);
    });
    lines.push([
      name,
      formatCount(plan.customers),
      String(plan.points.length),
      String(plan.recipes.length),
      ...describeRate(approved, seeds),
      String(undecided),
      failures.map(([rule, count]) => `${rule} ${count}`).join(', '),
      secondsSince(started),
    ]);
  }
  if (lines.length === 0) return;
  const head = ['source', 'registrants', 'points', 'recipes', 'approved', 'rate (95 % interval)'];
  head.push('undecided', 'rules that failed', '');
  console.log(
    `\nanything approved where there is nothing to find\n${formatTable([head, ...lines], [1, 2, 3, 6])}`,
  );
}

async function showLaterVisits(seeds: readonly number[]): Promise<void> {
  for (const seed of seeds) {
    const { visits, points, moved } = await measureLaterVisits(directory, { seed, customers: CUSTOMERS });
    console.log(
      `payers visit ${visits} times more after their trial, seed ${seed}: of ${points} decision points the figures of ${moved.length} moved${moved.length > 0 ? `: ${moved.join(', ')}` : ''}`,
    );
  }
}

function format(value: number | null): string {
  return value === null ? '-' : value.toFixed(3);
}
