/**
 * Lift of simulated experiments through the planner, its suppression and its arms: how often intervals hold what was
 * planted, and how far the mean is from it, of an action that works and of one that does not. Many customers pay before
 * anything is sent, others have opted out, refused or are over a cap or budget.
 *   node --import tsx bench/lift.ts [--experiments 1000] [--held-out 0.5]
 * With `--pipeline`, instead, pairs of nights of that pipeline: messages of the first move treated customers, the second
 * reads by how much. It is ended once it has, or goes on to its end (`--whole`) and says why offers change.
 *   node --import tsx bench/lift.ts --pipeline trial-conversion [--customers 3000] [--extra 0.3] [--seeds 1,2]
 */
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { computeNewcombeInterval, type Group, rateOf } from '../models/insights/newcombe-interval.ts';
import type { OutcomeKind } from '../models/lift/measure.ts';
import { describeDiff } from '../models/publishing/describe-diff.ts';
import { countChanging, type PublicationDiff } from '../models/publishing/publication-diff.ts';
import { openSession } from '../platform/duckdb/session.ts';
import { startProduct } from '../test/support/start-product.ts';
import { createTemporaryDirectory } from '../test/support/temporary-directory.ts';
import { configureCompanies, measurePlantedLift, type PlantedReading } from './measure-planted-lift.ts';
import { PLANTED_FIRST_USES } from './planted-first-uses.ts';
import { PLANTED_PAYMENTS } from './planted-payments.ts';
import { simulateLift } from './simulate-lift.ts';

const { values } = parseArgs({
  options: {
    experiments: { type: 'string', default: '1000' },
    'held-out': { type: 'string', default: '0.5' },
    pipeline: { type: 'string' },
    customers: { type: 'string', default: '3000' },
    extra: { type: 'string', default: '0.3' },
    seeds: { type: 'string', default: '1' },
    whole: { type: 'boolean', default: false },
  },
});

if (values.pipeline === undefined) simulate(Number(values.experiments), Number(values['held-out']));
else await confirm(values.pipeline);

/** A pair of nights for each seed, all in one product. */
async function confirm(pipeline: string): Promise<void> {
  const world = [PLANTED_PAYMENTS, PLANTED_FIRST_USES].find((each) => each.pipeline === pipeline);
  if (world === undefined)
    throw new Error(`unknown pipeline: ${pipeline} (expected trial-conversion or affiliate-expansion)`);
  const companies = values.seeds.split(',').map((seed) => ({
    ...{ world, dataset: `seed-${seed}`, seed: Number(seed), isWhole: values.whole },
    ...{ customers: Number(values.customers), extra: Number(values.extra) },
  }));
  const directory = createTemporaryDirectory();
  process.env.CROSSLIFT_CONFIG = configureCompanies(directory, companies);
  const session = await openSession({ memoryLimitMb: 512, threads: 1, scratchDir: directory });
  const product = await startProduct();
  try {
    for (const company of companies) {
      const startedAt = performance.now();
      const { readings, diff } = await measurePlantedLift(product, session, directory, company);
      console.log(`${company.dataset}, ${Math.round((performance.now() - startedAt) / 1_000)} s`);
      for (const told of tellReadings(readings, world.outcome)) console.log(`  ${told}`);
      if (diff !== null) console.log(`  ${tellDiff(diff)}`);
    }
  } finally {
    await product.stop();
    await session.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Each action with enough customers, and those that the messages are for as if they were one. */
function tellReadings(readings: readonly PlantedReading[], outcome: OutcomeKind): string[] {
  const closed = readings.filter(({ reading }) => reading.state === 'closed');
  const own = readings.filter(({ reading }) => reading.outcome === outcome);
  const groupOf = (arm: 'treatment' | 'holdout'): Group => ({
    registrants: own.reduce((sum, { reading }) => sum + reading[arm].ripe, 0),
    payers: own.reduce((sum, { reading }) => sum + reading[arm].successes, 0),
  });
  const [treatment, holdout] = [groupOf('treatment'), groupOf('holdout')];
  return [
    ...closed.map(({ moved, reading: { action, treatment, holdout, lift, low, high } }) =>
      tellLift(action, {
        ...{ planted: moved / treatment.ripe, lift: lift!, low: low!, high: high! },
        ...{ treated: treatment.ripe, held: holdout.ripe },
      }),
    ),
    tellLift(`${own.length} actions by ${outcome}`, {
      planted: own.reduce((sum, { moved }) => sum + moved, 0) / treatment.registrants,
      lift: rateOf(treatment) - rateOf(holdout),
      ...computeNewcombeInterval(treatment, holdout),
      ...{ treated: treatment.registrants, held: holdout.registrants },
    }),
  ];
}

interface ToldLift {
  planted: number;
  lift: number;
  low: number;
  high: number;
  treated: number;
  held: number;
}

function tellLift(name: string, { planted, lift, low, high, treated, held }: ToldLift): string {
  return [
    `${name}: planted ${points(planted)}, read ${points(lift)} [${points(low)}, ${points(high)}]`,
    low <= planted && planted <= high ? 'holds it' : 'MISSES it',
    `${treated} treated, ${held} held out`,
  ].join('; ');
}

function tellDiff(diff: PublicationDiff): string {
  const counts = Object.values(diff.causes ?? {});
  const explained = counts.reduce((sum, count) => sum + count, 0);
  return `${explained} causes of ${countChanging(diff)} changes: ${describeDiff(diff)}`;
}

function simulate(experiments: number, holdoutShare: number): void {
  const startedAt = performance.now();
  const errors = simulateLift(
    { customers: 1_500, nights: 14, holdoutShare, extra: 0.12 },
    { experiments, seed: 1 },
  );
  for (const { action, truth, meanLift, coverage, sequenceCoverage, meanTreated, meanHeld } of errors) {
    console.log(
      [
        `${action}: planted ${points(truth)}, mean ${points(meanLift)} (${points(meanLift - truth)} off)`,
        `95 % interval holds it in ${coverage.toFixed(3)}, the confidence sequence on every night in ${sequenceCoverage.toFixed(3)}`,
        `${Math.round(meanTreated)} treated, ${Math.round(meanHeld)} held out on average`,
      ].join('; '),
    );
  }
  console.log(
    `${experiments} experiments in ${Math.round((performance.now() - startedAt) / 1_000)} s, seeds from 1`,
  );
}

function points(share: number): string {
  return `${(100 * share).toFixed(2)} points`;
}
