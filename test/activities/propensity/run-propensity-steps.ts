import { evaluateBinaryModel } from '../../../activities/binary/evaluate-binary-model.ts';
import { fitBinaryModel } from '../../../activities/binary/fit-binary-model.ts';
import { checkLeaks } from '../../../activities/propensity/check-leaks.ts';
import { decidePropensityRelease } from '../../../activities/propensity/decide-release.ts';
import { exportTableFeatures } from '../../../activities/propensity/export-features.ts';
import { ingestTable } from '../../../activities/propensity/ingest-table.ts';
import { resolvePropensity } from '../../../activities/propensity/resolve-propensity.ts';
import { scoreTableRows } from '../../../activities/propensity/score-rows.ts';
import type { PropensityInput } from '../../../models/contracts/propensity-input.ts';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import { MOST_COMPARED, MOST_ROWS } from '../../../models/propensity/row-limits.ts';
import { NIGHTLY_COMPARISON, PROPENSITY_LINE_UP } from '../../../models/recipes/line-up.ts';
import type { StepServices } from '../../../platform/steps/services.ts';
import { pick, pickAs } from '../../../workflows/pick.ts';
import { runStep } from '../../support/step-harness.ts';

const run = { pipeline: 'propensity', dataset: 'question' };
/** Resamples behind each interval: few, since what is tested is not their width. */
const RESAMPLES = 200;

/** What may differ between runs of the steps. */
export interface PropensityChange {
  most?: Record<keyof typeof MOST_ROWS, number>;
  comparisonRows?: number;
  recipes?: typeof PROPENSITY_LINE_UP;
}

/** The steps that read the table and deal it out, as the workflow calls them. */
export async function prepareQuestion(
  services: StepServices,
  input: PropensityInput,
  { most = MOST_ROWS }: PropensityChange = {},
) {
  const resolved = await runStep(resolvePropensity, services, {
    ...run,
    step: 'resolve-input',
    effect: 'external',
    params: { pipeline: 'propensity', input },
  });
  const { columns, asOf, seed, source, settings } = resolved.value;
  const [file] = source.files;
  const table = await runStep(ingestTable, services, {
    ...run,
    step: 'ingest-table',
    params: { path: file!.path, digest: file!.digest, columns, timeZone: settings.timeZone },
  });
  const exported = await runStep(exportTableFeatures, services, {
    ...run,
    step: 'export-features',
    params: { columns, asOf: columns.time === null ? null : asOf, seed, most },
    inputs: pick(table.artifacts, 'features', 'profiles'),
  });
  return { resolved, table, exported };
}

/** All steps but the report. */
export async function answerQuestion(
  services: StepServices,
  input: PropensityInput,
  change: PropensityChange = {},
) {
  const prepared = await prepareQuestion(services, input, change);
  const { table, exported, resolved } = prepared;
  const { seed } = resolved.value;
  const learnt = pick(exported.artifacts, 'training', 'validation');
  const leaks = await runStep(checkLeaks, services, {
    ...run,
    step: 'check-leaks',
    inputs: { ...learnt, ...pick(exported.artifacts, 'question') },
  });
  const model = await runStep(fitBinaryModel, services, {
    ...run,
    step: 'fit-model',
    params: {
      seed,
      recipes: [...(change.recipes ?? PROPENSITY_LINE_UP)],
      ...NIGHTLY_COMPARISON,
      comparisonRows: change.comparisonRows ?? MOST_COMPARED,
    },
    inputs: { ...learnt, ...pickAs(exported.artifacts, { features: 'specs' }) },
  });
  const evaluation = await runStep(evaluateBinaryModel, services, {
    ...run,
    step: 'evaluate-model',
    params: { seed, resamples: RESAMPLES, slices: [] },
    inputs: {
      ...pickAs(exported.artifacts, { features: 'specs' }),
      ...model.artifacts,
      ...learnt,
      ...pick(exported.artifacts, 'test'),
    },
  });
  const decision = await runStep(decidePropensityRelease, services, {
    ...run,
    step: 'decide-release',
    effect: 'decision',
    params: {
      policy: { ...DEFAULT_POLICY, resamples: RESAMPLES },
      model: model.value.chosen,
      evidence: evaluation.value.evidence,
      leaks: leaks.value,
      shuffled: evaluation.value.shuffled,
    },
  });
  const { verdict } = decision.value;
  const scores = await runStep(scoreTableRows, services, {
    ...run,
    step: 'score-rows',
    params: { model: model.value.chosen, released: verdict.verdict === 'PROMOTED' },
    inputs: {
      ...pick(table.artifacts, 'features'),
      ...model.artifacts,
      ...pick(exported.artifacts, 'question', 'splits'),
    },
  });
  return { ...prepared, leaks, model, evaluation, verdict, scores };
}
