import { expect, it } from 'vitest';
import { runExperiment, simulateLift } from '../../../bench/simulate-lift.ts';

/** `bench/lift.ts` runs a thousand of fifteen hundred customers. */
const WORLD = { customers: 600, nights: 8, holdoutShare: 0.5, extra: 0.3 };

it('finds what was planted, and nothing where nothing was, although most are suppressed somewhere', () => {
  const [early, late] = simulateLift(WORLD, { experiments: 20, seed: 5 });
  // Twenty experiments of about 400 members: the mean is within 2.5 points of the truth in 95 % of such series.
  expect(early).toMatchObject({ action: 'early', truth: 0 });
  expect(Math.abs(early!.meanLift)).toBeLessThan(0.025);
  expect(late!.truth).toBeGreaterThan(0.2);
  expect(Math.abs(late!.meanLift - late!.truth)).toBeLessThan(0.025);
  for (const { coverage, sequenceCoverage } of [early!, late!]) {
    expect(coverage).toBeGreaterThanOrEqual(0.85);
    expect(sequenceCoverage).toBeGreaterThanOrEqual(0.95);
  }
});

it('splits every audience at random, whoever is suppressed', () => {
  const [early, late] = runExperiment(WORLD, 1);
  for (const { experiment } of [early!, late!]) {
    const { treatment, holdout } = experiment;
    const share = holdout.members / (treatment.members + holdout.members);
    expect(Math.abs(share - 0.5)).toBeLessThan(0.1);
  }
  // Of 600 some never become members: opted out, refused, paid before, over the budget.
  expect(early!.experiment.treatment.members + early!.experiment.holdout.members).toBeLessThan(540);
});
