import { z } from 'zod';
import { Metrics } from '../../models/contracts/artifact.ts';
import type { RunContext } from '../../models/contracts/run.ts';
import { writeRunPage } from '../../platform/reports/write-run-page.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { renderExperiment } from '../../report/render-experiment.ts';

const Params = z.strictObject({
  run: z.custom<RunContext>(),
  /** Figures of each run of the grid by its id, and of the two tests. */
  metrics: z.record(z.string(), Metrics),
});

/** Write the experiment's report: one HTML file without anything from elsewhere. */
export const writeExperiment = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  async run({ params, identity, services }) {
    const html = renderExperiment({ ...params, runId: identity.runId });
    const path = await writeRunPage(services.config.storeDir, identity.runId, html);
    return { artifacts: {}, rows: Object.keys(params.metrics).length, value: path };
  },
});
