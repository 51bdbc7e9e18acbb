import type { z } from 'zod';
import type { StepCall, StepResult } from '../models/contracts/step.ts';
import type { StepDefinition } from '../platform/steps/define-step.ts';
import { createStepActivity } from '../platform/steps/run-step.ts';
import type { StepServices } from '../platform/steps/services.ts';
import { auditAffiliateTables } from './affiliate/audit-tables.ts';
import { buildAffiliateTables } from './affiliate/build-tables.ts';
import { compareNextAffiliate } from './affiliate/compare-next-affiliate.ts';
import { decideRecommender } from './affiliate/decide-recommender.ts';
import { decideAffiliateRelease } from './affiliate/decide-release.ts';
import { estimateLifetimeValue } from './affiliate/estimate-lifetime-value.ts';
import { evaluateNextAffiliate } from './affiliate/evaluate-next-affiliate.ts';
import { evaluateRecommender } from './affiliate/evaluate-recommender.ts';
import { exportEventRows } from './affiliate/export-event-rows.ts';
import { exportAffiliateFeatures } from './affiliate/export-features.ts';
import { exportInteractions } from './affiliate/export-interactions.ts';
import { findSegmentation } from './affiliate/find-segmentation.ts';
import { fitNextAffiliate } from './affiliate/fit-next-affiliate.ts';
import { fitRecommender } from './affiliate/fit-recommender.ts';
import { measureEventRun } from './affiliate/measure-event-run.ts';
import { planAffiliateStrategies } from './affiliate/plan-strategies.ts';
import { recommendProducts } from './affiliate/recommend-products.ts';
import { refitRecommender } from './affiliate/refit-recommender.ts';
import { releaseSegmentation } from './affiliate/release-segmentation.ts';
import { scoreCustomers } from './affiliate/score-customers.ts';
import { segmentCustomers } from './affiliate/segment-customers.ts';
import { beginReplay } from './begin-replay.ts';
import { compareBinaryModel } from './binary/compare-binary-model.ts';
import { crossValidateRecipe } from './binary/cross-validate-recipe.ts';
import { evaluateBinaryModel } from './binary/evaluate-binary-model.ts';
import { fitBinaryModel } from './binary/fit-binary-model.ts';
import { decideModel } from './decide-model.ts';
import { describeCode } from './describe-code.ts';
import { findChampions } from './find-champions.ts';
import { ingestSource } from './ingest-source.ts';
import { measureLift } from './measure-lift.ts';
import { planNight } from './night/plan-night.ts';
import { tellChanges } from './night/tell-changes.ts';
import { parseBackfill } from './parse-backfill.ts';
import { promoteModels } from './promote-models.ts';
import { checkLeaks } from './propensity/check-leaks.ts';
import { decidePropensityRelease } from './propensity/decide-release.ts';
import { exportTableFeatures } from './propensity/export-features.ts';
import { ingestTable } from './propensity/ingest-table.ts';
import { resolvePropensity } from './propensity/resolve-propensity.ts';
import { scoreTableRows } from './propensity/score-rows.ts';
import { carryOutOrder } from './publishing/carry-out-order.ts';
import { deliverPublication } from './publishing/deliver-publication.ts';
import { diffPublication } from './publishing/diff-publication.ts';
import { explainChanges } from './publishing/explain-changes.ts';
import { flipPublication } from './publishing/flip-publication.ts';
import { stagePublication } from './publishing/stage-publication.ts';
import { validatePublication } from './publishing/validate-publication.ts';
import { recordOutcome } from './record-outcome.ts';
import { recordParking } from './record-parking.ts';
import { recordStepDecision } from './record-step-decision.ts';
import { resolveInput } from './resolve-input.ts';
import { auditTrialTables } from './trial/audit-tables.ts';
import { buildTrialTables } from './trial/build-tables.ts';
import { checkTrialPointInTime } from './trial/check-point-in-time.ts';
import { decideTrialRelease } from './trial/decide-release.ts';
import { exportTrialFeatures } from './trial/export-features.ts';
import { exportGridRows } from './trial/export-grid-rows.ts';
import { planTrialStrategies } from './trial/plan-strategies.ts';
import { scoreTrialCustomers } from './trial/score-customers.ts';
import { startJourneys } from './trial/start-journeys.ts';
import { testTrialInsights } from './trial/test-insights.ts';
import { writeExperiment } from './write-experiment.ts';
import { writeReport } from './write-report.ts';

/** Every step there is, in DAG order. */
export const STEP_DEFINITIONS = {
  resolveInput,
  ingestSource,
  findChampions,
  buildTrialTables,
  auditTrialTables,
  buildAffiliateTables,
  auditAffiliateTables,
  measureLift,
  findSegmentation,
  segmentCustomers,
  estimateLifetimeValue,
  exportAffiliateFeatures,
  fitNextAffiliate,
  evaluateNextAffiliate,
  compareNextAffiliate,
  decideAffiliateRelease,
  exportEventRows,
  measureEventRun,
  testTrialInsights,
  checkTrialPointInTime,
  exportTrialFeatures,
  exportGridRows,
  resolvePropensity,
  ingestTable,
  exportTableFeatures,
  checkLeaks,
  crossValidateRecipe,
  fitBinaryModel,
  evaluateBinaryModel,
  compareBinaryModel,
  decidePropensityRelease,
  scoreTableRows,
  decideTrialRelease,
  promoteModels,
  scoreCustomers,
  exportInteractions,
  fitRecommender,
  evaluateRecommender,
  decideRecommender,
  refitRecommender,
  recommendProducts,
  planAffiliateStrategies,
  scoreTrialCustomers,
  planTrialStrategies,
  stagePublication,
  validatePublication,
  diffPublication,
  explainChanges,
  flipPublication,
  deliverPublication,
  startJourneys,
  releaseSegmentation,
  writeReport,
  writeExperiment,
};

/** Names of the activities that are steps. */
export type StepActivityName = keyof typeof STEP_DEFINITIONS;

type StepActivity<Step> =
  Step extends StepDefinition<infer Params, infer Input, infer Output, infer Value>
    ? (call: StepCall<Params, Input>) => Promise<StepResult<Output, Value>>
    : never;

/** All activities of runs by name, as workflows see them; those of journeys are `journeys/index.ts`. */
export type Activities = {
  [Name in StepActivityName]: StepActivity<(typeof STEP_DEFINITIONS)[Name]>;
} & {
  carryOutOrder: ReturnType<typeof carryOutOrder>;
  beginReplay: ReturnType<typeof beginReplay>;
  decideModel: ReturnType<typeof decideModel>;
  describeCode: ReturnType<typeof describeCode>;
  parseBackfill: ReturnType<typeof parseBackfill>;
  planNight: ReturnType<typeof planNight>;
  recordOutcome: ReturnType<typeof recordOutcome>;
  recordParking: ReturnType<typeof recordParking>;
  recordStepDecision: ReturnType<typeof recordStepDecision>;
  tellChanges: ReturnType<typeof tellChanges>;
};

/** The activities of a worker of runs. */
export function createActivities(services: StepServices): Activities {
  const steps = Object.entries(STEP_DEFINITIONS).map(([name, step]) => [
    name,
    createStepActivity(step as StepDefinition<z.infer<typeof step.params>, never, never, unknown>, services),
  ]);
  return {
    ...Object.fromEntries(steps),
    carryOutOrder: carryOutOrder(services),
    beginReplay: beginReplay(services),
    decideModel: decideModel(services),
    describeCode: describeCode(STEP_DEFINITIONS),
    parseBackfill: parseBackfill(),
    planNight: planNight(services),
    recordOutcome: recordOutcome(services),
    recordParking: recordParking(services),
    recordStepDecision: recordStepDecision(services),
    tellChanges: tellChanges(services),
  };
}
