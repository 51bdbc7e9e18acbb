import { NO_CHAMPION } from '../models/contracts/champion.ts';
import type { RunContext, RunResult } from '../models/contracts/run.ts';
import type { RunInput } from '../models/contracts/run-input.ts';
import { cleaningOf } from './cleaning-of.ts';
import type { Dag } from './dag.ts';
import { describeCustomers, releaseSegments } from './describe-customers.ts';
import { endWithoutModel } from './end-without-model.ts';
import { measureLift } from './measure-lift.ts';
import { pick } from './pick.ts';
import { planAffiliateOffers } from './plan-affiliate-offers.ts';
import { NEXT_AFFILIATE_POINT, NO_NEXT_AFFILIATE, predictNextAffiliate } from './predict-next-affiliate.ts';
import { prepareAffiliate } from './prepare-affiliate.ts';
import { publishStrategies } from './publish-strategies.ts';
import { RECOMMENDER_POINT, recommendProducts, trainRecommender } from './recommend-products.ts';
import { type PipelineOutcome, runPipeline } from './run-pipeline.ts';
import { dagOf } from './steps.ts';

/** Raw purchases and visits → segments, values and the next affiliate of every customer → a few published offers each. */
export async function affiliateExpansion(input?: RunInput | null): Promise<RunResult> {
  return runPipeline('affiliate-expansion', input, carryOut);
}

async function carryOut(run: RunContext, steps: Dag): Promise<PipelineOutcome> {
  const { asOf } = run;
  if (run.stale.length > 0) return endWithoutModel(run, steps, {});

  const { source, tables } = await prepareAffiliate(run, steps);
  const kept = { ...pick(tables.artifacts, 'customers'), ...pick(source.artifacts, 'quarantine') };
  const cleaning = cleaningOf(tables.metrics);
  const champions = await steps.findChampions({
    params: { asOf, points: [NEXT_AFFILIATE_POINT, RECOMMENDER_POINT], timeZone: run.settings.timeZone },
    inputs: {},
  });
  const found = champions.value[NEXT_AFFILIATE_POINT] ?? NO_CHAMPION;
  const [lift, people, next, recommender] = await Promise.all([
    measureLift(run, steps, pick(tables.artifacts, 'customer_affiliates', 'product_days', 'purchase_days')),
    describeCustomers(run, steps, tables.artifacts),
    predictNextAffiliate(run, steps, {
      tables: tables.artifacts,
      found,
    }),
    trainRecommender(run, steps, {
      tables: tables.artifacts,
      found: champions.value[RECOMMENDER_POINT] ?? NO_CHAMPION,
    }),
  ]);
  const recommendations = await recommendProducts(run, steps, recommender, next?.artifacts ?? {});
  const described = {
    artifacts: { ...kept, ...people.artifacts, ...recommendations },
    metrics: { ...people.metrics, ...recommender.metrics, cleaning, lift: lift.metrics },
  };
  // Who had a model and has no history any more has lost part of the source: what is live stays.
  const isCut = next === null && found.live !== null;
  const customers = { tables: tables.artifacts, people, next, recommender, recommendations };
  const plan = isCut ? null : await planAffiliateOffers(run, steps, customers);
  if (plan === null || (next === null && plan.artifacts.strategies.rows === 0)) {
    await releaseSegments(run, steps, people);
    return endWithoutModel(run, steps, described.artifacts, {
      metrics: described.metrics,
      reports: { ...people.reports, ...recommender.reports },
      lift: lift.readings,
    });
  }
  const { outcome, publication } = await publishStrategies(run, steps, plan);
  await releaseSegments(run, steps, people);

  const result = {
    outcome,
    artifacts: { ...described.artifacts, ...next?.artifacts, ...pick(plan.artifacts, 'strategies') },
    metrics: {
      ...next?.metrics,
      ...described.metrics,
      strategies: plan.metrics,
      power: plan.value.power,
      quarantine: source.metrics,
    },
    gates: [next?.verdict ?? NO_NEXT_AFFILIATE, recommender.verdict, ...people.verdicts],
    publication,
  };
  const report = await steps.writeReport({
    params: { run, ...result, lift: lift.readings, dag: dagOf(run.pipeline) },
    inputs: {
      ...plan.artifacts,
      ...people.reports,
      ...next?.reports,
      ...recommender.reports,
      // For whom what was recommended, and why.
      ...pick(tables.artifacts, 'customer_affiliates', 'product_days', 'product_features'),
    },
  });
  return { ...result, report: report.value };
}
