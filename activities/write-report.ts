import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Metrics } from '../models/contracts/artifact.ts';
import type { Publication, RunContext, RunOutcome } from '../models/contracts/run.ts';
import type { Strategy } from '../models/contracts/strategy.ts';
import { Verdict } from '../models/gates/verdict.ts';
import { listSteps, type StepRow } from '../platform/postgres/run-log.ts';
import { defineStep } from '../platform/steps/define-step.ts';
import { renderReport } from '../report/render-report.ts';
import type { ReportAction, ReportStep } from '../report/report-data.ts';

const Params = z.strictObject({
  run: z.custom<RunContext>(),
  outcome: z.custom<RunOutcome>(),
  artifacts: z.unknown(),
  metrics: z.record(z.string(), Metrics),
  gates: z.array(Verdict),
  publication: z.custom<Publication | null>(),
});

const EXAMPLES = 12;

/** Write the run's report: one HTML file without anything from elsewhere. */
export const writeReport = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['strategies'],
  async run({ params: { artifacts: _, ...params }, inputs, identity, duckdb, services }) {
    const session = await duckdb();
    const { strategies } = inputs;
    const actions = await session.rows<ReportAction>(
      `select action_id as action, channel, count(*) filter (arm = 'treatment')::integer as treatment,
         count(*) filter (arm = 'holdout')::integer as holdout
       from read_parquet($strategies) group by all order by treatment desc, action`,
      { strategies },
    );
    const examples = await session.rows<Strategy>(
      `select * from read_parquet($strategies) where arm = 'treatment' order by score desc, strategy_id limit ${EXAMPLES}`,
      { strategies },
    );
    const steps = (await listSteps(services.database, identity.runId)).map(toReportStep);
    const html = renderReport({ ...params, ...identity, actions, examples, steps });
    const path = join(services.config.storeDir, 'reports', `${identity.runId}.html`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.draft`, html);
    await rename(`${path}.draft`, path);
    return { artifacts: {}, rows: examples.length, value: path };
  },
});

function toReportStep(row: StepRow): ReportStep {
  return {
    name: row.step,
    state: row.state,
    reused: row.reused === true,
    rows: row.rows,
    millis: row.ended_at === null ? null : row.ended_at.getTime() - row.started_at.getTime(),
    peakRssMb: row.peak_rss_mb,
    key: row.key,
  };
}
