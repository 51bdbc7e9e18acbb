import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunContext, RunResult } from '../../models/contracts/run.ts';
import { TRIAL_GRID } from '../../models/recipes/trial-grid.ts';
import { STEPS, stepOfGridRun, TASK_QUEUE } from '../../workflows/steps.ts';
import { startWorkflowServer, type WorkflowServer } from './start-workflow-server.ts';
import { StubActivities } from './stub-activities.ts';

/** The best of their populations, and the least log-loss of all others. */
const BEST = { kept: 'XGBoost 3', deleted: 'RandomForest 5' } as const;

let server: WorkflowServer;
let activities: StubActivities;
let result: RunResult;
beforeAll(async () => {
  server = await startWorkflowServer();
  activities = new StubActivities({
    resolveInput: (_, answer) => ({
      ...answer,
      value: { ...(answer.value as RunContext), pipeline: 'trial-conversion' },
    }),
    crossValidateRecipe: ({ params }, answer) => {
      const { recipe } = params as { recipe: { name: string } };
      const isBest = Object.values<string>(BEST).includes(recipe.name);
      return { ...answer, value: { logLoss: isBest ? 0.6 : 0.65 } };
    },
  });
  server.use(activities);
  const handle = await server.environment.client.workflow.start<() => Promise<RunResult>>('trialExperiment', {
    workflowId: `trial-experiment/shop/${randomUUID()}`,
    taskQueue: TASK_QUEUE,
  });
  result = await handle.result();
});
afterAll(() => server?.stop());

const callOf = (step: string) => activities.calls.find((call) => call.step === step);

describe('the experiment', () => {
  it('takes every step of its registry once and publishes nothing', () => {
    expect(activities.calls.map(({ step }) => step).sort()).toEqual(
      STEPS['trial-experiment'].map(({ name }) => name).sort(),
    );
    expect(result).toMatchObject({ outcome: 'DRY_RUN', gates: [], publication: null });
  });

  it('measures each run of the grid on the rows of its population, never on test rows', () => {
    for (const run of TRIAL_GRID) {
      const call = callOf(stepOfGridRun(run))!;
      expect(call.params).toMatchObject({ recipe: run.recipe, folds: 5, repeats: 2 });
      const names = Object.values(call.inputs).map(({ uri }) => uri.split('/').at(-1));
      expect(names).toEqual(['features', `${run.population}_training`, `${run.population}_validation`]);
      expect(result.metrics[run.id]).toEqual({ of: call.step });
    }
  });

  it.each(['kept', 'deleted'] as const)(
    'measures the best of %s, by log-loss on held rows, once on the test',
    (population) => {
      const best = TRIAL_GRID.find(({ id }) => id === BEST[population])!;
      expect(callOf(`fit-${population}`)?.params).toMatchObject({ recipes: [best.recipe] });
      const names = Object.values(callOf(`evaluate-${population}`)!.inputs).map(({ uri }) =>
        uri.split('/').at(-1),
      );
      expect(names).toContain(`${population}_test`);
      expect(result.metrics[`test ${population}`]).toEqual({ of: `evaluate-${population}`, chosen: best.id });
    },
  );
});
