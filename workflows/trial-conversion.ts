import type { ReleasedModel } from '../activities/promote-models.ts';
import type { Artifacts } from '../models/contracts/artifact.ts';
import type { FoundChampion } from '../models/contracts/champion.ts';
import { DECISION_POINTS } from '../models/contracts/decision-point.ts';
import type { RunContext, RunOutcome, RunResult } from '../models/contracts/run.ts';
import type { RunInput } from '../models/contracts/run-input.ts';
import { isReleased } from '../models/gates/is-released.ts';
import type { Verdict } from '../models/gates/verdict.ts';
import type { LiftReading } from '../models/lift/read-experiment.ts';
import type { Dag } from './dag.ts';
import { endWithoutModel } from './end-without-model.ts';
import { measureLift } from './measure-lift.ts';
import { membersOf } from './members-of.ts';
import { pick } from './pick.ts';
import { planTrial } from './plan-trial.ts';
import { prepareTrial } from './prepare-trial.ts';
import { publishStrategies } from './publish-strategies.ts';
import { type PipelineOutcome, runPipeline } from './run-pipeline.ts';
import { scorersOf } from './scorers-of.ts';
import { dagOf, JOURNEY } from './steps.ts';
import { refitTrialPoint, trainTrialPoint } from './train-trial-point.ts';

/** Trial applications, visits and payments → who will pay, known at each decision point → one offer each. */
export async function trialConversion(input?: RunInput | null): Promise<RunResult> {
  return runPipeline('trial-conversion', input, carryOut);
}

async function carryOut(run: RunContext, steps: Dag): Promise<PipelineOutcome> {
  const { pipeline, asOf, seed, policy } = run;
  if (run.stale.length > 0) return endWithoutModel(run, steps, {});

  const { source, raw, tables, day } = await prepareTrial(run, steps);
  const landmarks = pick(tables.artifacts, 'landmarks', 'registrants');
  const found = await steps.findChampions({
    params: { asOf, points: [...DECISION_POINTS], timeZone: run.settings.timeZone },
    inputs: {},
  });
  const champions = found.value;
  const [lift, insights, canaries, { features, candidates }] = await Promise.all([
    measureLift(run, steps, pick(tables.artifacts, 'registrants')),
    steps.testTrialInsights({
      params: { seed, resamples: policy.resamples },
      inputs: pick(tables.artifacts, 'claim_counts', 'claim_volumes'),
    }),
    steps.checkTrialPointInTime({
      params: day,
      inputs: { ...raw, ...pick(tables.artifacts, 'landmarks', 'int_visit_rows') },
    }),
    trainPoints(run, steps, { landmarks, champions }),
  ]);
  const kept = {
    features: landmarks.landmarks,
    ...insights.artifacts,
    ...pick(source.artifacts, 'quarantine'),
  };
  if (candidates.length === 0)
    return endWithoutModel(run, steps, kept, {
      metrics: { lift: lift.metrics },
      lift: lift.readings,
    });

  const decision = await steps.decideTrialRelease({
    params: {
      asOf,
      policy,
      candidates: candidates.map(({ point, recipe, model, evaluation, comparison }) => ({
        point,
        recipe,
        model: model.value.chosen,
        artifact: model.artifacts.model,
        evidence: evaluation.value.evidence,
        leaks: evaluation.value.leaks,
        // A run that was under way when this came has none.
        shuffled: evaluation.value.shuffled ?? null,
        metrics: evaluation.metrics,
        comparison: comparison.value,
      })),
      canaries: canaries.value,
      champions,
    },
    inputs: {},
  });
  const { verdicts, released } = await releasePoints(run, steps, {
    ...{ champions, candidates, features },
    verdicts: decision.value.verdicts,
  });
  const scorers = scorersOf(verdicts);
  const measured = {
    metrics: {
      ...Object.fromEntries(candidates.map(({ point, evaluation }) => [point, evaluation.metrics])),
      quarantine: source.metrics,
      insights: insights.metrics,
      lift: lift.metrics,
    },
    gates: verdicts,
  };
  if (Object.keys(scorers).length === 0)
    return endHeld(run, steps, { ...measured, artifacts: kept }, lift.readings);

  const used = [...new Set(Object.values(scorers))];
  const judged = candidates.filter(({ point }) => used.includes(point));
  const scores = await steps.scoreTrialCustomers({
    params: {
      scorers,
      released: Object.fromEntries(used.map((point) => [point, released[point]!.name])),
      judged: Object.fromEntries(judged.map(({ point, model }) => [point, model.value.chosen])),
    },
    inputs: {
      ...landmarks,
      ...Object.fromEntries(used.map((point) => [`${point}_released`, released[point]!.artifact])),
      ...Object.fromEntries(judged.map(({ point, model }) => [`${point}_judged`, model.artifacts.model])),
    },
  });
  const plan = await planTrial(run, steps, {
    known: { ...landmarks, ...pick(tables.artifacts, 'contacts', 'sites'), ...insights.artifacts },
    ...{ predictions: pick(scores.artifacts, 'predictions'), scorers, released, verdicts },
  });
  const strategies = pick(plan.artifacts, 'strategies');
  const { outcome, publication } = await publishStrategies(run, steps, plan);
  // A journey sends by itself: only where the configuration says so.
  const journeys =
    run.settings.journeys && outcome !== 'DRY_RUN'
      ? await steps.startJourneys({
          params: { timeZone: run.settings.timeZone, workflow: JOURNEY },
          inputs: pick({ ...raw, ...tables.artifacts }, 'registrants', 'contacts', 'trial_access_log'),
        })
      : undefined;

  const result = {
    outcome,
    artifacts: { ...kept, ...scores.artifacts, ...strategies },
    metrics: {
      ...measured.metrics,
      strategies: plan.metrics,
      power: plan.value.power,
      ...(journeys && { journeys: journeys.metrics }),
    },
    gates: verdicts,
    publication,
  };
  const report = await steps.writeReport({
    params: { run, ...result, lift: lift.readings, dag: dagOf(pipeline) },
    inputs: plan.artifacts,
  });
  return { ...result, report: report.value };
}

/** The models of all points that have the rows for one; whether their features may be believed is looked at meanwhile. */
async function trainPoints(
  run: RunContext,
  steps: Dag,
  given: { landmarks: Artifacts<'landmarks' | 'registrants'>; champions: Record<string, FoundChampion> },
) {
  const exported = await steps.exportTrialFeatures({ params: membersOf(run), inputs: given.landmarks });
  const features: Artifacts = exported.artifacts;
  const candidates = await Promise.all(
    exported.value.trainable.map((point) => {
      const champion = given.champions[point]?.before ?? null;
      return trainTrialPoint(point, run, { steps, features, champion });
    }),
  );
  return { features, candidates };
}

type Candidates = Awaited<ReturnType<typeof trainPoints>>['candidates'];

/** Fit what may be used on all rows, and make champions of what was promoted. */
async function releasePoints(
  run: RunContext,
  steps: Dag,
  judged: {
    champions: Record<string, FoundChampion>;
    candidates: Candidates;
    features: Artifacts;
    verdicts: Verdict[];
  },
) {
  const { champions, candidates, features, verdicts } = judged;
  if (!verdicts.some(isReleased)) return { verdicts, released: {} as Record<string, ReleasedModel> };
  const isUsed = ({ point }: Candidates[number]) =>
    verdicts.some(({ decision_point, released }) => decision_point === point && released === 'candidate');
  const refitted = await Promise.all(
    candidates.filter(isUsed).map(async (candidate) => {
      const { artifacts } = await refitTrialPoint(candidate, run, { steps, features });
      return [
        candidate.point,
        { judged: candidate.model.artifacts.model, refitted: artifacts.model },
      ] as const;
    }),
  );
  const { asOf, dryRun } = run;
  const promoted = await steps.promoteModels({
    params: { asOf, dryRun, verdicts, candidates: Object.fromEntries(refitted), champions },
    inputs: {},
  });
  return promoted.value;
}

/** No model may be used and nothing can stand in for one: what is live stays as it is. */
async function endHeld(
  run: RunContext,
  steps: Dag,
  measured: Pick<PipelineOutcome, 'metrics' | 'gates' | 'artifacts'>,
  lift: LiftReading[],
): Promise<PipelineOutcome> {
  const insufficient = measured.gates.every(({ verdict }) => verdict === 'INSUFFICIENT_DATA');
  const outcome: RunOutcome = insufficient ? 'INSUFFICIENT_DATA' : 'HELD';
  const result = { outcome, ...measured, publication: null };
  const report = await steps.writeReport({
    params: { run, ...result, lift, dag: dagOf(run.pipeline) },
    inputs: {},
  });
  return { ...result, report: report.value };
}
