import { z } from 'zod';
import { Metrics } from '../models/contracts/artifact.ts';
import type { RunContext } from '../models/contracts/run.ts';
import { writeRunPage } from '../platform/reports/write-run-page.ts';
import { defineStep } from '../platform/steps/define-step.ts';
import { renderEventExperiment } from '../report/render-event-experiment.ts';
import { renderExperiment } from '../report/render-experiment.ts';

const Params = z.strictObject({
  run: z.custom<RunContext>(),
  /** Figures of each run of the grid by its id, and what else the page shows. */
  metrics: z.record(z.string(), Metrics),
});

const RENDERERS = {
  'trial-conversion': renderExperiment,
  'affiliate-expansion': renderEventExperiment,
};

/** Write the experiment's report: one HTML file without anything from elsewhere. */
export const writeExperiment = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  async run({ params, identity, services }) {
    const render = RENDERERS[params.run.pipeline];
    const html = render({ ...params, runId: identity.runId });
    const path = await writeRunPage(services.config.storeDir, identity.runId, html);
    return { artifacts: {}, rows: Object.keys(params.metrics).length, value: path };
  },
});
