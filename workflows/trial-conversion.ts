import type { Artifacts } from '../models/contracts/artifact.ts';
import type { PlanSettings } from '../models/contracts/project-config.ts';
import type { RunContext, RunOutcome, RunResult } from '../models/contracts/run.ts';
import type { RunInput } from '../models/contracts/run-input.ts';
import type { Dag } from './dag.ts';
import { endWithoutModel } from './end-without-model.ts';
import { pick } from './pick.ts';
import { prepareTrial } from './prepare-trial.ts';
import { type PipelineOutcome, runPipeline } from './run-pipeline.ts';
import { scorersOf } from './scorers-of.ts';
import { dagOf } from './steps.ts';
import { trainTrialPoint } from './train-trial-point.ts';

/** Trial applications, visits and payments → who will pay, known at each decision point → one offer each. */
export async function trialConversion(input?: RunInput | null): Promise<RunResult> {
  return runPipeline('trial-conversion', input, carryOut);
}

async function carryOut(run: RunContext, steps: Dag): Promise<PipelineOutcome> {
  const { pipeline, dataset, asOf, seed, dryRun, policy } = run;
  if (run.stale.length > 0) return endWithoutModel(run, steps, {});

  const { source, raw, tables, day } = await prepareTrial(run, steps);
  const landmarks = pick(tables.artifacts, 'landmarks', 'registrants');
  const [insights, canaries, candidates] = await Promise.all([
    steps.testTrialInsights({
      params: { seed, resamples: policy.resamples },
      inputs: pick(tables.artifacts, 'claim_counts', 'claim_volumes'),
    }),
    steps.checkTrialPointInTime({
      params: day,
      inputs: { ...raw, ...pick(tables.artifacts, 'landmarks', 'int_visit_rows') },
    }),
    trainPoints(run, steps, landmarks),
  ]);
  const kept = {
    features: landmarks.landmarks,
    ...insights.artifacts,
    ...pick(source.artifacts, 'quarantine'),
  };
  if (candidates.length === 0) return endWithoutModel(run, steps, kept);

  const decision = await steps.decideTrialRelease({
    params: {
      policy,
      candidates: candidates.map(({ point, model, evaluation }) => ({
        point,
        model: model.value.chosen,
        evidence: evaluation.value.evidence,
      })),
      canaries: canaries.value,
    },
    inputs: {},
  });
  const { verdicts } = decision.value;
  const scorers = scorersOf(verdicts);
  const measured = {
    metrics: {
      ...Object.fromEntries(candidates.map(({ point, evaluation }) => [point, evaluation.metrics])),
      quarantine: source.metrics,
      insights: insights.metrics,
    },
    gates: verdicts,
  };
  if (Object.keys(scorers).length === 0) return endHeld(run, steps, { ...measured, artifacts: kept });

  const released = candidates.filter(({ point }) => Object.values(scorers).includes(point));
  const scores = await steps.scoreTrialCustomers({
    params: {
      scorers,
      models: Object.fromEntries(released.map(({ point, model }) => [point, model.value.chosen])),
    },
    inputs: {
      ...landmarks,
      ...Object.fromEntries(released.map(({ point, model }) => [`${point}_model`, model.artifacts.model])),
    },
  });
  const plan = await steps.planTrialStrategies({
    params: {
      ...{ pipeline, dataset, asOf, earlier: run.earlier },
      // resolve-input reads it for this pipeline and no other.
      playbook: run.playbook!,
      ...planSettingsOf(run.settings),
    },
    inputs: {
      ...landmarks,
      ...pick(tables.artifacts, 'contacts', 'sites'),
      ...insights.artifacts,
      ...pick(scores.artifacts, 'predictions'),
    },
  });
  const strategies = pick(plan.artifacts, 'strategies');
  const published = await steps.publishStrategies({
    params: { asOf, dryRun, ...plan.value },
    inputs: strategies,
  });

  const outcome: RunOutcome = dryRun ? 'DRY_RUN' : 'PUBLISHED';
  const result = {
    outcome,
    artifacts: { ...kept, ...scores.artifacts, ...strategies },
    metrics: { ...measured.metrics, strategies: plan.metrics },
    gates: verdicts,
    publication: published.value,
  };
  const report = await steps.writeReport({
    params: { run, ...result, dag: dagOf(pipeline) },
    inputs: plan.artifacts,
  });
  return { ...result, report: report.value };
}

/** The models of all points that have the rows for one; whether their features may be believed is looked at meanwhile. */
async function trainPoints(run: RunContext, steps: Dag, landmarks: Artifacts<'landmarks' | 'registrants'>) {
  const features = await steps.exportTrialFeatures({ params: {}, inputs: landmarks });
  return Promise.all(
    features.value.trainable.map((point) =>
      trainTrialPoint(point, run, { steps, features: features.artifacts }),
    ),
  );
}

/** No model may be used and nothing can stand in for one: what is live stays as it is. */
async function endHeld(
  run: RunContext,
  steps: Dag,
  measured: Pick<PipelineOutcome, 'metrics' | 'gates' | 'artifacts'>,
): Promise<PipelineOutcome> {
  const insufficient = measured.gates.every(({ verdict }) => verdict === 'INSUFFICIENT_DATA');
  const outcome: RunOutcome = insufficient ? 'INSUFFICIENT_DATA' : 'HELD';
  const result = { outcome, ...measured, publication: null };
  const report = await steps.writeReport({
    params: { run, ...result, dag: dagOf(run.pipeline) },
    inputs: {},
  });
  return { ...result, report: report.value };
}

/** Of the run's settings those that a plan depends on: no other one moves its key. */
function planSettingsOf({
  language,
  quietHours,
  caps,
  prices,
  holdoutShare,
  globalHoldoutShare,
}: RunContext['settings']): PlanSettings {
  return { language, quietHours, caps, prices, holdoutShare, globalHoldoutShare };
}
