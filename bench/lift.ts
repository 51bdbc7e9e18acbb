/**
 * Lift of simulated experiments through the planner, its suppression and its arms: how often intervals hold what was
 * planted, and how far the mean is from it, of an action that works and of one that does not. Many customers pay before
 * anything is sent, others have opted out, refused or are over a cap or budget.
 *   node --import tsx bench/lift.ts [experiments, default 1000] [share held out, default 0.5]
 */
import { simulateLift } from './simulate-lift.ts';

const [experiments = 1_000, holdoutShare = 0.5] = process.argv.slice(2).map(Number);

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

function points(share: number): string {
  return `${(100 * share).toFixed(2)} points`;
}
