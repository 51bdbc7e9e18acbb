import { z } from 'zod';
import { settingsOf } from '../../models/contracts/project-config.ts';
import type { PropensityContext } from '../../models/contracts/run.ts';
import { insertRun } from '../../platform/postgres/run-log.ts';
import { loadProjectConfig } from '../../platform/project-config.ts';
import { resolvePolicy } from '../../platform/resolve-policy.ts';
import { readPropensityInput } from '../../platform/source/table/read-propensity-input.ts';
import { surveyTableFile } from '../../platform/source/table/survey-table-file.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

/** The input is checked by the step itself, which can say what is allowed. */
const Params = z.strictObject({ pipeline: z.literal('propensity'), input: z.unknown() });

const DEFAULT_SEED = 1;

/** Fix everything the run depends on: the file's bytes, the columns of the question, as-of, seed and policy. */
export const resolvePropensity = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  async run({ params: { pipeline, input }, duckdb, scratch, signal, identity, services }) {
    const { config, database } = services;
    const { source, dataset, id, label, time = null, ...given } = readPropensityInput(input, config);
    const { path, required } = config.projectConfig;
    const { config: project } = await loadProjectConfig(path, required);
    const { gate, ...settings } = settingsOf(project, dataset);
    const policy = resolvePolicy(gate, given.set ?? {});
    const { directory, file, columns, asOf } = await surveyTableFile(
      await duckdb(),
      { path: source, columns: { id, label, time }, asOf: given.asOf },
      { timeZone: settings.timeZone, scratch: scratch('.'), signal },
    );
    const context: PropensityContext = {
      pipeline,
      dataset,
      asOf,
      seed: given.seed ?? DEFAULT_SEED,
      dryRun: given.dryRun ?? false,
      source: { directory, files: [file] },
      policy,
      settings,
      stale: [],
      playbook: null,
      affiliatePlaybook: null,
      earlier: [],
      exposure: null,
      columns,
    };
    await insertRun(database, {
      run_id: identity.runId,
      workflow_id: identity.workflowId,
      pipeline,
      dataset,
      as_of: asOf,
      input,
    });
    return { artifacts: {}, rows: 1, metrics: { bytes: file.bytes }, value: context };
  },
});
