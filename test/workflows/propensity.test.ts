import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PropensityInput } from '../../models/contracts/propensity-input.ts';
import type { RunResult } from '../../models/contracts/run.ts';
import type { Verdict } from '../../models/gates/verdict.ts';
import { MOST_COMPARED, MOST_ROWS } from '../../models/propensity/row-limits.ts';
import { PROPENSITY_LINE_UP } from '../../models/recipes/line-up.ts';
import { STEPS, TASK_QUEUE } from '../../workflows/steps.ts';
import { PROPENSITY_CONTEXT, VERDICT } from '../models/contracts/examples.ts';
import { startWorkflowServer, type WorkflowServer } from './start-workflow-server.ts';
import { StubActivities } from './stub-activities.ts';

let server: WorkflowServer;
beforeAll(async () => {
  server = await startWorkflowServer();
});
afterAll(() => server?.stop());

const NAMES = STEPS.propensity.map(({ name }) => name);
const INPUT: PropensityInput = { source: '/data/offer.csv', id: 'customer', label: 'paid', time: 'seen_at' };

async function run(
  activities: StubActivities,
  ...args: [input: PropensityInput | null] | []
): Promise<RunResult> {
  server.use(activities);
  const handle = await server.environment.client.workflow.start<
    (input?: PropensityInput | null) => Promise<RunResult>
  >('propensity', {
    workflowId: `propensity/offer/${randomUUID()}`,
    taskQueue: TASK_QUEUE,
    args,
  });
  return handle.result();
}
const stepsOf = ({ calls }: StubActivities) => calls.map(({ step }) => step);
const paramsOf = ({ calls }: StubActivities, name: string) => calls.find(({ step }) => step === name)?.params;
const judge = (verdict: Verdict['verdict']) =>
  new StubActivities({
    decidePropensityRelease: (_, answer) => ({
      ...answer,
      value: { verdict: { ...VERDICT, decision_point: null, verdict } },
    }),
    scoreTableRows: (call, answer) => {
      const { predictions, scores } = answer.artifacts;
      const { released } = call.params as { released: boolean };
      return { ...answer, artifacts: released ? { predictions, scores } : { predictions } } as typeof answer;
    },
  });

describe('a question whose model is promoted', () => {
  it('takes every step once, in the order of the registry, and releases scores', async () => {
    const activities = judge('PROMOTED');
    const result = await run(activities, INPUT);
    expect(stepsOf(activities)).toEqual(NAMES);
    expect(result).toMatchObject({
      pipeline: 'propensity',
      outcome: 'PUBLISHED',
      asOf: PROPENSITY_CONTEXT.asOf,
      gates: [{ verdict: 'PROMOTED' }],
      publication: null,
      report: '/reports/run.html',
    });
    expect(Object.keys(result.artifacts).sort()).toEqual(['features', 'predictions', 'scores']);
    expect(Object.keys(result.metrics).sort()).toEqual([
      'columns',
      'leaks',
      'propensity',
      'scores',
      'table',
      'training',
    ]);
  });

  it('hands on the input as it came, the limits, and what was found of leaks', async () => {
    const activities = judge('PROMOTED');
    await run(activities, INPUT);
    expect(paramsOf(activities, 'resolve-input')).toEqual({ pipeline: 'propensity', input: INPUT });
    expect(paramsOf(activities, 'export-features')).toEqual({
      columns: PROPENSITY_CONTEXT.columns,
      asOf: PROPENSITY_CONTEXT.asOf,
      seed: PROPENSITY_CONTEXT.seed,
      most: MOST_ROWS,
    });
    expect(paramsOf(activities, 'fit-model')).toMatchObject({
      recipes: PROPENSITY_LINE_UP,
      comparisonRows: MOST_COMPARED,
    });
    expect(paramsOf(activities, 'decide-release')).toMatchObject({
      model: 'logistic-regression',
      leaks: { singles: [{ feature: 'spend', auc: 0.6 }] },
    });
  });

  it('says DRY_RUN where that was asked for', async () => {
    expect(await run(judge('PROMOTED'), { ...INPUT, dryRun: true })).toMatchObject({ outcome: 'DRY_RUN' });
  });

  it('lets the as-of decide nothing where rows have no time', async () => {
    const columns = { ...PROPENSITY_CONTEXT.columns, time: null };
    const activities = new StubActivities({
      resolvePropensity: (_, answer) => ({ ...answer, value: { ...PROPENSITY_CONTEXT, columns } }),
    });
    await run(activities, INPUT);
    expect(paramsOf(activities, 'export-features')).toMatchObject({ columns, asOf: null });
  });
});

it.each(['HELD', 'INSUFFICIENT_DATA'] as const)('a model that is %s scores nobody', async (verdict) => {
  const activities = judge(verdict);
  const result = await run(activities, INPUT);
  expect(result.outcome).toBe(verdict);
  expect(paramsOf(activities, 'score-rows')).toMatchObject({ released: false });
  expect(Object.keys(result.artifacts).sort()).toEqual(['features', 'predictions']);
});

it('a table that nothing can be learnt from ends there, with the reason', async () => {
  const activities = new StubActivities({
    exportTableFeatures: (_, answer) => ({
      ...answer,
      value: { untrainable: 'no row has a label', uses: { spend: 'number' } },
    }),
  });
  const result = await run(activities, INPUT);
  expect(stepsOf(activities)).toEqual(['resolve-input', 'ingest-table', 'export-features', 'write-report']);
  expect(result).toMatchObject({
    outcome: 'INSUFFICIENT_DATA',
    gates: [{ verdict: 'INSUFFICIENT_DATA', rules: [] }],
    metrics: { table: { untrainable: 'no row has a label' }, columns: { spend: 'number' } },
    publication: null,
  });
});

it.each<[string, [] | [null]]>([
  ['nothing', []],
  ['null', [null]],
])('started with %s it asks the first step, which says what is needed', async (_, args) => {
  const activities = judge('PROMOTED');
  await run(activities, ...args);
  expect(paramsOf(activities, 'resolve-input')).toEqual({ pipeline: 'propensity', input: {} });
});
