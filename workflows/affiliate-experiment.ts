import type { Artifacts } from '../models/contracts/artifact.ts';
import type { RunContext, RunResult } from '../models/contracts/run.ts';
import type { RunInput } from '../models/contracts/run-input.ts';
import { EVENT_GRID, EVENT_SPLITS, type EventRun } from '../models/events/event-grid.ts';
import type { Dag } from './dag.ts';
import { pick, pickAs } from './pick.ts';
import { prepareAffiliate } from './prepare-affiliate.ts';
import { type PipelineOutcome, runPipeline } from './run-pipeline.ts';
import { EVENT_RESAMPLES, othersOf, stepOfEventRun } from './steps.ts';

/** The originals' ten experiments again on rows that do not know their label, each on test rows by customer and by time. */
export async function affiliateExperiment(input: RunInput = {}): Promise<RunResult> {
  return runPipeline('affiliate-expansion', { ...input, dryRun: true }, carryOut, 'affiliate-experiment');
}

async function carryOut(run: RunContext, steps: Dag): Promise<PipelineOutcome> {
  const { seed, policy } = run;
  const { tables } = await prepareAffiliate(run, steps);
  const exported = await steps.exportEventRows({
    params: { minRows: policy.minRows },
    inputs: pick(tables.artifacts, 'extension_events', 'affiliates'),
  });

  const measure = async (eventRun: EventRun, others: Artifacts = {}) => {
    const measured = await steps.measureEventRun({
      step: stepOfEventRun(eventRun),
      params: { scorer: eventRun.scorer, seed, resamples: EVENT_RESAMPLES },
      inputs: { ...pickAs(exported.artifacts, rowsOf(eventRun)), ...others },
    });
    return [eventRun.id, measured] as const;
  };
  const runs = exported.value.reason === null ? EVENT_GRID : [];
  const alone = await Promise.all(
    runs.filter((one) => othersOf(one).length === 0).map((one) => measure(one)),
  );
  const predicted = Object.fromEntries(alone);
  const together = await Promise.all(
    runs
      .filter((one) => othersOf(one).length > 0)
      .map((one) =>
        measure(one, Object.assign({}, ...othersOf(one).map((id) => predictionsOf(id, predicted)))),
      ),
  );

  const metrics = Object.fromEntries([
    ['events', exported.metrics] as const,
    ...[...alone, ...together].map(([id, measured]) => [id, measured.metrics] as const),
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

type RowsName = `${(typeof EVENT_SPLITS)[number]}_${'training' | 'validation' | 'test'}`;

/** The rows of a run's population, by the names that a measurement knows. */
function rowsOf({ population }: EventRun): Record<RowsName, string> {
  const names = EVENT_SPLITS.flatMap((split) =>
    (['training', 'validation', 'test'] as const).map((part) => `${split}_${part}` as const),
  );
  return Object.fromEntries(names.map((name) => [name, `${population}_${name}`])) as Record<RowsName, string>;
}

/** What another run predicted, under its name. */
function predictionsOf(id: string, predicted: Readonly<Record<string, { artifacts: Artifacts }>>): Artifacts {
  const names = Object.fromEntries(EVENT_SPLITS.map((split) => [`${id}_${split}`, split]));
  return pickAs(predicted[id]!.artifacts, names);
}
