import type { RunOutcome, RunResult } from '../models/contracts/run.ts';
import type { RunInput } from '../models/contracts/run-input.ts';
import { pick } from './pick.ts';
import { runPipeline } from './run-pipeline.ts';

/** Raw purchases and visits → next affiliate of every customer → one published message each. */
export async function affiliateExpansion(input: RunInput = {}): Promise<RunResult> {
  return runPipeline('affiliate-expansion', input, async (run, steps) => {
    const { pipeline, dataset, asOf, seed, dryRun, policy, holdoutShare } = run;
    const digests = Object.fromEntries(run.source.files.map(({ table, digest }) => [table, digest]));

    const source = await steps.ingestSource({
      params: { pipeline, directory: run.source.directory, digests },
      inputs: {},
    });
    const tables = await steps.buildAffiliateTables({ params: { asOf }, inputs: source.artifacts });
    await steps.auditAffiliateTables({
      params: { asOf },
      inputs: { ...source.artifacts, ...tables.artifacts },
    });
    const features = await steps.exportAffiliateFeatures({
      params: {},
      inputs: pick(tables.artifacts, 'next_affiliate_snapshots', 'affiliates'),
    });
    const model = await steps.fitNextAffiliate({
      params: { seed },
      inputs: pick(features.artifacts, 'training', 'validation'),
    });
    const evaluation = await steps.evaluateNextAffiliate({
      params: {},
      inputs: { ...model.artifacts, ...pick(features.artifacts, 'training', 'test') },
    });
    const decision = await steps.decideRelease({
      params: { policy, seed },
      inputs: { ...evaluation.artifacts, ...pick(features.artifacts, 'test') },
    });

    const released = decision.value.verdict.verdict === 'PROMOTED';
    const scorer = released ? 'next-affiliate-net' : 'transitions';
    const scores = await steps.scoreCustomers({
      params: { scorer },
      inputs: { ...model.artifacts, ...pick(features.artifacts, 'training', 'test', 'serving') },
    });
    const plan = await steps.planAffiliateStrategies({
      params: {
        pipeline,
        dataset,
        asOf,
        holdoutShare,
        scorer: `${scorer}@${scores.key.slice(0, 12)}`,
        standsIn: !released,
      },
      inputs: { ...pick(tables.artifacts, 'customers'), ...scores.artifacts },
    });
    const published = await steps.publishStrategies({
      params: { asOf, dryRun, contentDigest: plan.value.contentDigest },
      inputs: plan.artifacts,
    });

    const artifacts = {
      ...pick(tables.artifacts, 'customers'),
      ...scores.artifacts,
      ...plan.artifacts,
      ...pick(source.artifacts, 'quarantine'),
    };
    const metrics = {
      'next-affiliate': evaluation.metrics,
      strategies: plan.metrics,
      quarantine: source.metrics,
    };
    const outcome: RunOutcome = dryRun ? 'DRY_RUN' : 'PUBLISHED';
    const soFar = {
      outcome,
      artifacts,
      metrics,
      gates: [decision.value.verdict],
      publication: published.value,
    };
    const report = await steps.writeReport({ params: { run, ...soFar }, inputs: plan.artifacts });
    return { ...soFar, report: report.value };
  });
}
