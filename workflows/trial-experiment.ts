import type { RunContext, RunResult } from '../models/contracts/run.ts';
import type { RunInput } from '../models/contracts/run-input.ts';
import { type GridPopulation, type GridRun, TRIAL_GRID } from '../models/recipes/trial-grid.ts';
import type { Dag } from './dag.ts';
import { pick, pickAs } from './pick.ts';
import { prepareTrial } from './prepare-trial.ts';
import { type PipelineOutcome, runPipeline } from './run-pipeline.ts';
import { GRID_COMPARISON, stepOfGridRun } from './steps.ts';

const POPULATIONS = ['kept', 'deleted'] as const satisfies readonly GridPopulation[];

/** The originals' 25 runs again, on what was known by the last day: measured on held rows, the best of each population on the test. */
export async function trialExperiment(input: RunInput = {}): Promise<RunResult> {
  return runPipeline('trial-conversion', { ...input, dryRun: true }, carryOut, 'trial-experiment');
}

async function carryOut(run: RunContext, steps: Dag): Promise<PipelineOutcome> {
  const { seed, policy } = run;
  const { tables } = await prepareTrial(run, steps);
  const exported = await steps.exportGridRows({
    params: {},
    inputs: pick(tables.artifacts, 'landmarks', 'registrants'),
  });
  const features = pick(exported.artifacts, 'features');
  const learntBy = (population: GridPopulation) =>
    pickAs(exported.artifacts, {
      training: `${population}_training`,
      validation: `${population}_validation`,
    });

  const validate = async (gridRun: GridRun) => {
    const held = await steps.crossValidateRecipe({
      step: stepOfGridRun(gridRun),
      params: { recipe: gridRun.recipe, seed, ...GRID_COMPARISON },
      inputs: { ...features, ...learntBy(gridRun.population) },
    });
    return { ...gridRun, held };
  };
  const validated = await Promise.all(TRIAL_GRID.map(validate));

  const finish = async (population: GridPopulation) => {
    const candidates = validated.filter((gridRun) => gridRun.population === population);
    const best = candidates.reduce((least, other) => (lossOf(other) < lossOf(least) ? other : least));
    const model = await steps.fitBinaryModel({
      step: `fit-${population}`,
      params: { seed, recipes: [best.recipe], folds: GRID_COMPARISON.folds, repeats: 1 },
      inputs: { ...features, ...learntBy(population) },
    });
    const { metrics } = await steps.evaluateBinaryModel({
      step: `evaluate-${population}`,
      params: { seed, resamples: policy.resamples, slices: [] },
      inputs: {
        ...features,
        ...model.artifacts,
        ...learntBy(population),
        ...pickAs(exported.artifacts, { test: `${population}_test` }),
      },
    });
    return [`test ${population}`, { ...metrics, chosen: best.id }] as const;
  };
  const tested = await Promise.all(POPULATIONS.map(finish));

  const metrics = Object.fromEntries([
    ...validated.map(({ id, held }) => [id, held.metrics] as const),
    ...tested,
  ]);
  const report = await steps.writeExperiment({ params: { run, metrics }, inputs: {} });
  return {
    outcome: 'DRY_RUN',
    artifacts: {},
    metrics,
    gates: [],
    publication: null,
    report: report.value,
  };
}

function lossOf({ held }: { held: { value: { logLoss: number | null } } }): number {
  return held.value.logLoss ?? Number.POSITIVE_INFINITY;
}
