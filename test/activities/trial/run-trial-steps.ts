import { join } from 'node:path';
import { compareBinaryModel } from '../../../activities/binary/compare-binary-model.ts';
import { evaluateBinaryModel } from '../../../activities/binary/evaluate-binary-model.ts';
import { fitBinaryModel } from '../../../activities/binary/fit-binary-model.ts';
import { findChampions } from '../../../activities/find-champions.ts';
import { ingestSource } from '../../../activities/ingest-source.ts';
import { resolveInput } from '../../../activities/resolve-input.ts';
import { auditTrialTables } from '../../../activities/trial/audit-tables.ts';
import { buildTrialTables } from '../../../activities/trial/build-tables.ts';
import { checkTrialPointInTime } from '../../../activities/trial/check-point-in-time.ts';
import { decideTrialRelease } from '../../../activities/trial/decide-release.ts';
import { exportTrialFeatures } from '../../../activities/trial/export-features.ts';
import { planTrialStrategies } from '../../../activities/trial/plan-strategies.ts';
import { scoreTrialCustomers } from '../../../activities/trial/score-customers.ts';
import { testTrialInsights } from '../../../activities/trial/test-insights.ts';
import type { Artifacts } from '../../../models/contracts/artifact.ts';
import { DECISION_POINTS, type DecisionPoint } from '../../../models/contracts/decision-point.ts';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import { TRIAL_SLICES } from '../../../models/gates/trial-slices.ts';
import { NIGHTLY_LINE_UP } from '../../../models/recipes/line-up.ts';
import type { Recipe } from '../../../models/recipes/recipe.ts';
import type { StepServices } from '../../../platform/steps/services.ts';
import { generateSample } from '../../../sample/index.ts';
import { omit, pick, pickAs } from '../../../workflows/pick.ts';
import { runStep } from '../../support/step-harness.ts';

const PIPELINE = 'trial-conversion' as const;
const run = { pipeline: PIPELINE, dataset: 'coworking' };
export const CUSTOMERS = 2_500;
/** Resamples behind each interval: few, since what is tested is not their width. */
export const RESAMPLES = 200;
/** How a candidate is put beside a champion, or to earlier cuts. */
export const COMPARISON = {
  ...{ seed: 3, resamples: RESAMPLES, minRows: 300, minOfEachClass: 60 },
  ...{ folds: 3, repeats: 1, outcomeDays: 18 },
} as const;
/** The two points that are trained; the others are scored by the later of them or not at all. */
export const TRAINED = ['registration', 'last_day'] as const satisfies readonly DecisionPoint[];
export const SCORERS = {
  registration: 'registration',
  first_visit: 'registration',
  last_day: 'last_day',
} as const satisfies Partial<Record<DecisionPoint, DecisionPoint>>;

/** The steps before the training, on this source, as the workflow calls them. */
export async function prepareTrials(services: StepServices, source: string) {
  const resolved = await runStep(resolveInput, services, {
    ...run,
    step: 'resolve-input',
    effect: 'external',
    params: { pipeline: PIPELINE, input: { source, seed: 3 } },
  });
  const { asOf, settings, source: found } = resolved.value;
  const { horizonDays, timeZone } = settings;
  const digests = Object.fromEntries(found.files.map(({ table, digest }) => [table, digest]));
  const ingested = await runStep(ingestSource, services, {
    ...run,
    step: 'ingest-source',
    params: { pipeline: PIPELINE, directory: source, digests, timeZone },
  });
  const raw = ingested.artifacts as Artifacts;
  const day = { asOf, horizonDays };
  const built = await runStep(buildTrialTables, services, {
    ...run,
    step: 'build-tables',
    params: day,
    inputs: omit(raw, 'quarantine'),
  });
  const tables = built.artifacts as Artifacts;
  const audited = await runStep(auditTrialTables, services, {
    ...run,
    step: 'audit-tables',
    params: day,
    inputs: { ...raw, ...tables } as never,
  });
  const checked = await runStep(checkTrialPointInTime, services, {
    ...run,
    step: 'check-point-in-time',
    params: day,
    inputs: { ...raw, ...pick(tables, 'landmarks', 'int_visit_rows') },
  });
  const landmarks = pick(tables, 'landmarks', 'registrants');
  const exported = await runStep(exportTrialFeatures, services, {
    ...run,
    step: 'export-features',
    inputs: landmarks,
  });
  return {
    source,
    day,
    settings,
    raw,
    tables,
    landmarks,
    resolved,
    built,
    audited,
    checked,
    exported,
  };
}

/** The steps up to the plan on a small sample, one after the other, as the workflow calls them. */
export async function runTrialSteps(services: StepServices) {
  const source = join(services.config.stateDir, 'coworking');
  await generateSample({
    pipeline: PIPELINE,
    directory: source,
    customers: CUSTOMERS,
    profile: 'demo',
    seed: 1,
  });
  const prepared = await prepareTrials(services, source);
  const { day, settings, landmarks, tables, resolved, checked, exported } = prepared;
  const matrices = exported.artifacts as Artifacts;
  const trainPoint = async (point: DecisionPoint) => {
    const { features, training, validation, test } = pickAs(matrices, {
      features: 'features',
      training: `${point}_training`,
      validation: `${point}_validation`,
      test: `${point}_test`,
    });
    const fitted = await runStep(fitBinaryModel, services, {
      ...run,
      step: `fit-${point}`,
      params: { seed: 3, recipes: [...NIGHTLY_LINE_UP], folds: 3, repeats: 1 },
      inputs: { features, training, validation },
    });
    const evaluated = await runStep(evaluateBinaryModel, services, {
      ...run,
      step: `evaluate-${point}`,
      params: { seed: 3, resamples: RESAMPLES, slices: [...TRIAL_SLICES] },
      inputs: { features, model: fitted.artifacts.model, training, validation, test },
    });
    const recipe = NIGHTLY_LINE_UP.find(({ name }) => name === fitted.value.chosen)!;
    const compared = await runStep(compareBinaryModel, services, {
      ...run,
      step: `compare-${point}`,
      params: { ...COMPARISON, slices: [...TRIAL_SLICES], championUntil: null },
      inputs: { features, model: fitted.artifacts.model, training, validation, test },
    });
    const refitted = await runStep(fitBinaryModel, services, {
      ...run,
      step: `refit-${point}`,
      params: { seed: 3, recipes: [recipe], folds: 3, repeats: 1 },
      inputs: {
        features,
        ...pickAs(matrices, {
          training: `${point}_ripe_training`,
          validation: `${point}_ripe_validation`,
        }),
      },
    });
    return { recipe, fitted, evaluated, compared, refitted };
  };
  const trained = { registration: await trainPoint('registration'), last_day: await trainPoint('last_day') };
  const found = await runStep(findChampions, services, {
    ...run,
    step: 'find-champions',
    effect: 'external',
    params: { asOf: day.asOf, points: [...DECISION_POINTS], timeZone: settings.timeZone },
  });
  const candidates = TRAINED.map((point) => {
    const { recipe, fitted, evaluated, compared } = trained[point];
    return {
      ...{ point, recipe, model: fitted.value.chosen, artifact: fitted.artifacts.model },
      evidence: evaluated.value.evidence,
      leaks: evaluated.value.leaks,
      shuffled: evaluated.value.shuffled,
      metrics: evaluated.metrics,
      comparison: compared.value,
    };
  });
  const decision = {
    asOf: day.asOf,
    policy: { ...DEFAULT_POLICY, resamples: RESAMPLES },
    candidates,
    canaries: checked.value,
    champions: found.value,
  };
  const decided = await runStep(decideTrialRelease, services, {
    ...run,
    step: 'decide-release',
    effect: 'decision',
    params: decision,
  });
  const scored = await runStep(scoreTrialCustomers, services, {
    ...run,
    step: 'score-customers',
    params: {
      scorers: SCORERS,
      released: namesOf(trained),
      judged: namesOf(trained),
    },
    inputs: {
      ...landmarks,
      ...Object.fromEntries(
        TRAINED.flatMap((point) => [
          [`${point}_released`, trained[point].refitted.artifacts.model],
          [`${point}_judged`, trained[point].fitted.artifacts.model],
        ]),
      ),
    },
  });
  const { language, quietHours, caps, prices, holdoutShare, globalHoldoutShare } = settings;
  const plan = {
    ...run,
    ...{ language, quietHours, caps, prices, holdoutShare, globalHoldoutShare },
    asOf: day.asOf,
    playbook: resolved.value.playbook!,
    earlier: resolved.value.earlier,
    exposure: resolved.value.exposure!,
  };
  const tested = await runStep(testTrialInsights, services, {
    ...run,
    step: 'test-insights',
    params: { seed: 3, resamples: RESAMPLES },
    inputs: pick(tables, 'claim_counts', 'claim_volumes'),
  });
  const read = {
    ...landmarks,
    ...pick(tables, 'contacts', 'sites'),
    ...tested.artifacts,
    ...pick(scored.artifacts, 'predictions'),
  };
  const planned = await runStep(planTrialStrategies, services, {
    ...run,
    step: 'plan-strategies',
    params: plan,
    inputs: read,
  });
  return { ...prepared, plan, read, matrices, trained, found, decision, decided, scored, planned };
}

function namesOf(trained: Record<(typeof TRAINED)[number], { recipe: Recipe }>) {
  return Object.fromEntries(TRAINED.map((point) => [point, trained[point].recipe.name]));
}
