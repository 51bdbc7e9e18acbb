import type { RunContext, RunOutcome, RunResult } from '../models/contracts/run.ts';
import type { RunInput } from '../models/contracts/run-input.ts';
import { cleaningOf } from './cleaning-of.ts';
import type { Dag } from './dag.ts';
import { describeCustomers, releaseSegments } from './describe-customers.ts';
import { endWithoutModel } from './end-without-model.ts';
import { pick } from './pick.ts';
import { predictNextAffiliate } from './predict-next-affiliate.ts';
import { prepareAffiliate } from './prepare-affiliate.ts';
import { type PipelineOutcome, runPipeline } from './run-pipeline.ts';
import { dagOf } from './steps.ts';

/** Raw purchases and visits → segments, values and the next affiliate of every customer → one published message each. */
export async function affiliateExpansion(input?: RunInput | null): Promise<RunResult> {
  return runPipeline('affiliate-expansion', input, carryOut);
}

async function carryOut(run: RunContext, steps: Dag): Promise<PipelineOutcome> {
  const { pipeline, dataset, asOf, dryRun } = run;
  const { holdoutShare, language } = run.settings;

  if (run.stale.length > 0) return endWithoutModel(run, steps, {});

  const { source, tables } = await prepareAffiliate(run, steps);
  const kept = { ...pick(tables.artifacts, 'customers'), ...pick(source.artifacts, 'quarantine') };
  const cleaning = cleaningOf(tables.metrics);
  const [people, next] = await Promise.all([
    describeCustomers(run, steps, tables.artifacts),
    predictNextAffiliate(run, steps, tables.artifacts),
  ]);
  if (next === null) {
    await releaseSegments(run, steps, people);
    return endWithoutModel(
      run,
      steps,
      { ...kept, ...people.artifacts },
      { metrics: { ...people.metrics, cleaning }, reports: people.reports },
    );
  }

  const plan = await steps.planAffiliateStrategies({
    params: {
      pipeline,
      dataset,
      asOf,
      holdoutShare,
      language,
      // By its bytes: what computes the same scores under another key has nothing new to publish.
      scorer: `${next.scorer}@${next.artifacts.next_affiliate.digest.slice(0, 12)}`,
      standsIn: !next.released,
    },
    inputs: { ...pick(tables.artifacts, 'customers'), ...next.artifacts },
  });
  const published = await steps.publishStrategies({
    params: { asOf, dryRun, contentDigest: plan.value.contentDigest },
    inputs: plan.artifacts,
  });
  await releaseSegments(run, steps, people);

  const outcome: RunOutcome = dryRun ? 'DRY_RUN' : 'PUBLISHED';
  const result = {
    outcome,
    artifacts: { ...kept, ...people.artifacts, ...next.artifacts, ...plan.artifacts },
    metrics: {
      ...next.metrics,
      ...people.metrics,
      strategies: plan.metrics,
      quarantine: source.metrics,
      cleaning,
    },
    gates: [next.verdict],
    publication: published.value,
  };
  const report = await steps.writeReport({
    params: { run, ...result, dag: dagOf(run.pipeline) },
    inputs: { ...plan.artifacts, ...people.reports, ...next.reports },
  });
  return { ...result, report: report.value };
}
