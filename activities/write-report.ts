import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Metrics } from '../models/contracts/artifact.ts';
import type { Publication, RunContext, RunOutcome } from '../models/contracts/run.ts';
import type { Strategy } from '../models/contracts/strategy.ts';
import { Verdict } from '../models/gates/verdict.ts';
import type { DuckDBSession } from '../platform/duckdb/session.ts';
import { listSteps, type StepRow } from '../platform/postgres/run-log.ts';
import { defineStep } from '../platform/steps/define-step.ts';
import { renderReport } from '../report/render-report.ts';
import type { ReportAction, ReportData, ReportStep } from '../report/report-data.ts';

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
  inputs: [],
  async run({ params: { artifacts: _, ...params }, call, identity, duckdb, services }) {
    // A run without enough data has planned nothing.
    const strategies = (call.inputs as Record<string, { uri: string }>).strategies;
    const plan =
      strategies === undefined
        ? { actions: [], examples: [] }
        : await readPlan(await duckdb(), services.store.locate(strategies));
    const steps = (await listSteps(services.database, identity.runId)).map(toReportStep);
    const html = renderReport({ ...params, ...identity, ...plan, steps });
    const path = join(services.config.storeDir, 'reports', `${identity.runId}.html`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.draft`, html);
    await rename(`${path}.draft`, path);
    return { artifacts: {}, rows: plan.examples.length, value: path };
  },
});

async function readPlan(
  session: DuckDBSession,
  strategies: string,
): Promise<Pick<ReportData, 'actions' | 'examples'>> {
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
  return { actions, examples };
}

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
