import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ArtifactRef, Metrics } from '../models/contracts/artifact.ts';
import type { AnyRunContext, Publication, RunOutcome } from '../models/contracts/run.ts';
import type { Strategy } from '../models/contracts/strategy.ts';
import { Verdict } from '../models/gates/verdict.ts';
import type { Insight } from '../models/insights/insight.ts';
import { LifetimeReport } from '../models/lifetime/lifetime-report.ts';
import { LiftReading } from '../models/lift/read-experiment.ts';
import { NextAffiliateReport } from '../models/metrics/next-affiliate-report.ts';
import { addSegments } from '../models/recommender/describe-recommender.ts';
import type { RecommendationSample } from '../models/recommender/recommendation-sample.ts';
import { RecommenderReport } from '../models/recommender/recommender-report.ts';
import { SegmentReport } from '../models/segments/segment-report.ts';
import type { DuckDBSession } from '../platform/duckdb/session.ts';
import type { Database } from '../platform/postgres/database.ts';
import { summariseJourneyMessages } from '../platform/postgres/journey-messages.ts';
import { countJourneys } from '../platform/postgres/journeys.ts';
import { listSteps } from '../platform/postgres/run-log.ts';
import { writeRunPage } from '../platform/reports/write-run-page.ts';
import { defineStep } from '../platform/steps/define-step.ts';
import { renderReport } from '../report/render-report.ts';
import type { JourneyFigures, ReportAction } from '../report/report-data.ts';
import { toReportStep } from '../report/to-report-step.ts';
import { type QuarantineReason, toReportTables } from '../report/to-report-tables.ts';
import { JOURNEY_PIPELINE } from './journeys/journey-settings.ts';
import { readSamples, SampleFiles } from './read-samples.ts';

const Params = z.strictObject({
  run: z.custom<AnyRunContext>(),
  outcome: z.custom<RunOutcome>(),
  artifacts: z.record(z.string(), ArtifactRef),
  metrics: z.record(z.string(), Metrics),
  gates: z.array(Verdict),
  publication: z.custom<Publication | null>(),
  /** What the holdouts of earlier publications show; none of a pipeline that sends nothing. */
  lift: z.array(LiftReading).optional(),
  /** The registry's steps, which only a workflow may hand over. */
  dag: z.array(z.strictObject({ name: z.string(), dependsOn: z.array(z.string()) })).optional(),
});

const SOURCE_STEP = 'ingest-source';
const EXAMPLES_PER_ACTION = 4;

/** Write the run's report: one HTML file without anything from elsewhere. */
export const writeReport = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  async run({ params: { artifacts, lift = [], dag = [], ...params }, call, identity, duckdb, services }) {
    const session = await duckdb();
    // A run without enough data has planned nothing.
    const given: Readonly<Record<string, ArtifactRef>> = call.inputs;
    const plan = given.strategies;
    const strategies = plan === undefined ? undefined : services.store.locate(plan);
    const dropped = given.suppressed;
    const readDocument = async <Document>(name: string, schema: z.ZodType<Document>) => {
      const ref = given[name];
      return ref === undefined
        ? null
        : schema.parse(JSON.parse(await readFile(services.store.locate(ref), 'utf8')));
    };
    const actions =
      strategies === undefined
        ? []
        : await (dropped === undefined
            ? countAudiences(session, strategies)
            : countOffers(session, strategies, services.store.locate(dropped)));
    const examples = strategies === undefined ? [] : await pickExamples(session, strategies);
    const reasons =
      artifacts.quarantine === undefined
        ? []
        : await countReasons(session, services.store.locate(artifacts.quarantine));
    const insights =
      artifacts.insights === undefined
        ? []
        : await readInsights(session, services.store.locate(artifacts.insights));
    const log = await listSteps(services.database, identity.runId);
    const source = log.find(({ step }) => step === SOURCE_STEP);
    const kept = z.record(z.string(), ArtifactRef).parse(source?.artifacts ?? {});
    const recommender = await readDocument('recommender_report', RecommenderReport);
    const segmentOf =
      artifacts.segments === undefined
        ? new Map<string, string>()
        : await readSegments(session, services.store.locate(artifacts.segments));
    const html = renderReport({
      ...params,
      artifacts,
      runId: identity.runId,
      workflowId: identity.workflowId,
      writtenAt: new Date(),
      dag,
      actions,
      lift,
      journeys: await readJourneys(services.database, params.run),
      examples,
      insights,
      segments: await readDocument('segment_report', SegmentReport),
      lifetime: await readDocument('lifetime_report', LifetimeReport),
      nextAffiliate: await readDocument('next_affiliate_report', NextAffiliateReport),
      recommender:
        recommender && addSegments(recommender, segmentOf, { seed: params.run.seed, resamples: 500 }),
      samples: await pickSamples(session, (name) => {
        const ref = artifacts[name] ?? given[name];
        return ref && services.store.locate(ref);
      }),
      tables: toReportTables({ counts: source?.metrics ?? {}, kept, reasons }),
      steps: log.map(toReportStep),
    });
    const path = await writeRunPage(services.config.storeDir, identity.runId, html);
    return { artifacts: {}, rows: examples.length, value: path };
  },
});

/** Of trials only: nobody else has journeys. */
async function readJourneys(
  database: Database,
  { pipeline, dataset }: AnyRunContext,
): Promise<JourneyFigures | null> {
  if (pipeline !== JOURNEY_PIPELINE) return null;
  return {
    endings: await countJourneys(database, dataset),
    messages: await summariseJourneyMessages(database, dataset),
  };
}

/** Name of each customer's segment. */
async function readSegments(session: DuckDBSession, segments: string): Promise<Map<string, string>> {
  const rows = await session.rows<{ customer: string; segment: string }>(
    'select customer_id as customer, segment_name as segment from read_parquet($segments)',
    { segments },
  );
  return new Map(rows.map(({ customer, segment }) => [customer, segment]));
}

/** None unless the run recommended something and handed over what describes it. */
async function pickSamples(
  session: DuckDBSession,
  locate: (name: string) => string | undefined,
): Promise<RecommendationSample[]> {
  const files = SampleFiles.safeParse(
    Object.fromEntries(Object.keys(SampleFiles.shape).map((name) => [name, locate(name)])),
  );
  return files.success ? readSamples(session, files.data) : [];
}

function countAudiences(session: DuckDBSession, strategies: string): Promise<ReportAction[]> {
  return session.rows(
    `select action_id as action, channel, count(*) filter (arm = 'treatment')::integer as treatment,
       count(*) filter (arm = 'holdout')::integer as holdout
     from read_parquet($strategies) group by all order by treatment desc, action, channel`,
    { strategies },
  );
}

/** The same of a playbook that says what it dropped and why, actions that nobody got included. */
function countOffers(
  session: DuckDBSession,
  strategies: string,
  suppressed: string,
): Promise<ReportAction[]> {
  return session.rows(
    `with planned as (
       select action_id, any_value(channel) as channel, count(*) filter (arm = 'treatment') as treatment,
         count(*) filter (arm = 'holdout') as holdout,
         median((evidence::json ->> '$.discounts[0].break_even_lift')::double) as break_even_lift
       from read_parquet($strategies) group by all
     ), reasons as (
       select action_id, reason, count(*)::integer as rows from read_parquet($suppressed) group by all
     ), dropped as (
       select action_id, list({reason: reason, rows: rows} order by rows desc, reason) as suppressed
       from reasons group by all
     )
     select action_id as action, coalesce(channel, '') as channel, coalesce(treatment, 0)::integer as treatment,
       coalesce(holdout, 0)::integer as holdout, coalesce(suppressed, []) as suppressed,
       break_even_lift as "breakEvenLift"
     from planned full join dropped using (action_id)
     order by treatment desc, action`,
    { strategies, suppressed },
  );
}

function pickExamples(session: DuckDBSession, strategies: string): Promise<Strategy[]> {
  return session.rows(
    `select * from read_parquet($strategies) where arm = 'treatment'
     qualify row_number() over (partition by action_id order by score desc, strategy_id) <= $limit
     order by action_id, score desc, strategy_id`,
    { strategies, limit: EXAMPLES_PER_ACTION },
  );
}

function readInsights(session: DuckDBSession, insights: string): Promise<Insight[]> {
  return session.rows('from read_parquet($insights) order by family, claim_id', { insights });
}

/** Counts only: the values that broke a rule may be personal data, and a report is passed around. */
function countReasons(session: DuckDBSession, quarantine: string): Promise<QuarantineReason[]> {
  return session.rows(
    `select table_name as "table", column_name as "column", rule, count(*)::integer as rows
     from read_parquet($quarantine) group by all order by rows desc, "table", "column", rule`,
    { quarantine },
  );
}
