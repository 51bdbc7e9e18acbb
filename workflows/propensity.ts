import type { PropensityInput } from '../models/contracts/propensity-input.ts';
import type { PropensityContext, RunOutcome, RunResult } from '../models/contracts/run.ts';
import type { Verdict } from '../models/gates/verdict.ts';
import { MOST_COMPARED, MOST_ROWS } from '../models/propensity/row-limits.ts';
import { NIGHTLY_COMPARISON, PROPENSITY_LINE_UP } from '../models/recipes/line-up.ts';
import type { Dag } from './dag.ts';
import { pick, pickAs } from './pick.ts';
import { type PipelineOutcome, runPipeline } from './run-pipeline.ts';
import { dagOf } from './steps.ts';

/** Any table with an id and a 0/1 label → a model that its gate approved → a score for each row without a label. */
export async function propensity(input: PropensityInput): Promise<RunResult> {
  return runPipeline('propensity', input, carryOut);
}

async function carryOut(run: PropensityContext, steps: Dag): Promise<PipelineOutcome> {
  const { columns, seed, dryRun, policy, asOf } = run;
  const [{ path, digest } = { path: '', digest: '' }] = run.source.files;
  const table = await steps.ingestTable({
    params: { path, digest, columns, timeZone: run.settings.timeZone },
    inputs: {},
  });
  const exported = await steps.exportTableFeatures({
    // Without a time of its own no row is before or after the day.
    params: { columns, asOf: columns.time === null ? null : asOf, seed, most: MOST_ROWS },
    inputs: pick(table.artifacts, 'features', 'profiles'),
  });
  const { untrainable, uses } = exported.value;
  const found = { table: { ...table.metrics, ...exported.metrics }, columns: uses };
  const features = pick(table.artifacts, 'features');
  if (untrainable !== null) {
    const verdict: Verdict = {
      model: 'propensity',
      decision_point: null,
      verdict: 'INSUFFICIENT_DATA',
      rules: [],
    };
    return finish(run, steps, {
      outcome: 'INSUFFICIENT_DATA',
      artifacts: features,
      metrics: { ...found, table: { ...found.table, untrainable } },
      gates: [verdict],
    });
  }

  const learnt = pick(exported.artifacts, 'training', 'validation');
  const leaks = await steps.checkLeaks({
    params: {},
    inputs: { ...learnt, ...pick(exported.artifacts, 'question') },
  });
  const specs = pickAs(exported.artifacts, { features: 'specs' });
  const model = await steps.fitBinaryModel({
    params: { seed, recipes: [...PROPENSITY_LINE_UP], ...NIGHTLY_COMPARISON, comparisonRows: MOST_COMPARED },
    inputs: { ...learnt, ...specs },
  });
  const evaluation = await steps.evaluateBinaryModel({
    // A table of unknown meaning has no groups to judge apart.
    params: { seed, resamples: policy.resamples, slices: [] },
    inputs: { ...specs, ...model.artifacts, ...learnt, ...pick(exported.artifacts, 'test') },
  });
  const decision = await steps.decidePropensityRelease({
    params: {
      policy,
      model: model.value.chosen,
      evidence: evaluation.value.evidence,
      leaks: leaks.value,
      // A run that was under way when this came has none.
      shuffled: evaluation.value.shuffled ?? null,
    },
    inputs: {},
  });
  const { verdict } = decision.value;
  const released = verdict.verdict === 'PROMOTED';
  const scores = await steps.scoreTableRows({
    params: { model: model.value.chosen, released },
    inputs: { ...features, ...model.artifacts, ...pick(exported.artifacts, 'question', 'splits') },
  });
  return finish(run, steps, {
    outcome: released ? (dryRun ? 'DRY_RUN' : 'PUBLISHED') : outcomeOf(verdict),
    artifacts: { ...features, ...scores.artifacts },
    metrics: {
      propensity: evaluation.metrics,
      training: model.metrics,
      leaks: leaks.metrics,
      ...found,
      scores: scores.metrics,
    },
    gates: [verdict],
  });
}

function outcomeOf({ verdict }: Verdict): RunOutcome {
  return verdict === 'INSUFFICIENT_DATA' ? 'INSUFFICIENT_DATA' : 'HELD';
}

/** No strategies go out: scores are an artifact of the run, so nothing is published beside it. */
async function finish(
  run: PropensityContext,
  steps: Dag,
  outcome: Pick<PipelineOutcome, 'outcome' | 'artifacts' | 'metrics' | 'gates'>,
): Promise<PipelineOutcome> {
  const result = { ...outcome, publication: null };
  const report = await steps.writeReport({
    params: { run, ...result, dag: dagOf(run.pipeline) },
    inputs: {},
  });
  return { ...result, report: report.value };
}
