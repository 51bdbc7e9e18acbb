import type { RunContext, RunOutcome, RunResult } from '../models/contracts/run.ts';
import type { RunInput } from '../models/contracts/run-input.ts';
import { cleaningOf } from './cleaning-of.ts';
import type { Dag } from './dag.ts';
import { endWithoutModel } from './end-without-model.ts';
import { pick } from './pick.ts';
import { type PipelineOutcome, runPipeline } from './run-pipeline.ts';
import { dagOf } from './steps.ts';

/** Raw purchases and visits → the next affiliate of every customer → one published message each. */
export async function affiliateExpansion(input: RunInput = {}): Promise<RunResult> {
  return runPipeline('affiliate-expansion', input, carryOut);
}

async function carryOut(run: RunContext, steps: Dag): Promise<PipelineOutcome> {
  const { pipeline, dataset, asOf, seed, dryRun, policy } = run;
  const { holdoutShare, language, timeZone, extracts } = run.settings;
  const digests = Object.fromEntries(run.source.files.map(({ table, digest }) => [table, digest]));

  if (run.stale.length > 0) return endWithoutModel(run, steps, {});

  const source = await steps.ingestSource({
    params: { pipeline, directory: run.source.directory, digests, timeZone },
    inputs: {},
  });
  const tables = await steps.buildAffiliateTables({
    params: { asOf, extracts },
    inputs: pick(source.artifacts, ...Object.keys(digests)),
  });
  await steps.auditAffiliateTables({
    params: { asOf, extracts },
    inputs: { ...source.artifacts, ...tables.artifacts },
  });
  const features = await steps.exportAffiliateFeatures({
    params: {},
    inputs: pick(tables.artifacts, 'next_affiliate_snapshots', 'affiliates'),
  });
  const kept = { ...pick(tables.artifacts, 'customers'), ...pick(source.artifacts, 'quarantine') };
  const cleaning = cleaningOf(tables.metrics);
  if (!features.value.enough) return endWithoutModel(run, steps, kept, { cleaning });

  const model = await steps.fitNextAffiliate({
    params: { seed },
    inputs: pick(features.artifacts, 'training', 'validation'),
  });
  const evaluation = await steps.evaluateNextAffiliate({
    params: {},
    inputs: { ...model.artifacts, ...pick(features.artifacts, 'training', 'test') },
  });
  const decision = await steps.decideAffiliateRelease({
    params: { model: model.value.chosen, policy, seed },
    inputs: { ...evaluation.artifacts, ...pick(features.artifacts, 'test') },
  });
  const { verdict } = decision.value;
  const released = verdict.verdict === 'PROMOTED';
  const scorer = released ? model.value.chosen : 'transitions';
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
      language,
      // By its bytes: what computes the same scores under another key has nothing new to publish.
      scorer: `${scorer}@${scores.artifacts.next_affiliate.digest.slice(0, 12)}`,
      standsIn: !released,
    },
    inputs: { ...pick(tables.artifacts, 'customers'), ...scores.artifacts },
  });
  const published = await steps.publishStrategies({
    params: { asOf, dryRun, contentDigest: plan.value.contentDigest },
    inputs: plan.artifacts,
  });

  const outcome: RunOutcome = dryRun ? 'DRY_RUN' : 'PUBLISHED';
  const result = {
    outcome,
    artifacts: { ...kept, ...scores.artifacts, ...plan.artifacts },
    metrics: {
      'next-affiliate': evaluation.metrics,
      training: model.metrics,
      strategies: plan.metrics,
      quarantine: source.metrics,
      cleaning,
    },
    gates: [verdict],
    publication: published.value,
  };
  const report = await steps.writeReport({
    params: { run, ...result, dag: dagOf(run.pipeline) },
    inputs: plan.artifacts,
  });
  return { ...result, report: report.value };
}
