import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditAffiliateTables } from '../../../activities/affiliate/audit-tables.ts';
import { buildAffiliateTables } from '../../../activities/affiliate/build-tables.ts';
import { compareNextAffiliate } from '../../../activities/affiliate/compare-next-affiliate.ts';
import { decideAffiliateRelease } from '../../../activities/affiliate/decide-release.ts';
import { estimateLifetimeValue } from '../../../activities/affiliate/estimate-lifetime-value.ts';
import { evaluateNextAffiliate } from '../../../activities/affiliate/evaluate-next-affiliate.ts';
import { exportAffiliateFeatures } from '../../../activities/affiliate/export-features.ts';
import { fitNextAffiliate } from '../../../activities/affiliate/fit-next-affiliate.ts';
import { planAffiliateStrategies } from '../../../activities/affiliate/plan-strategies.ts';
import { PLAN_TABLES } from '../../../activities/affiliate/read-candidates.ts';
import { scoreCustomers } from '../../../activities/affiliate/score-customers.ts';
import { segmentCustomers } from '../../../activities/affiliate/segment-customers.ts';
import { ingestSource } from '../../../activities/ingest-source.ts';
import { resolveInput } from '../../../activities/resolve-input.ts';
import type { Artifacts } from '../../../models/contracts/artifact.ts';
import { NO_CHAMPION } from '../../../models/contracts/champion.ts';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import { NEXT_AFFILIATE_LEARNERS } from '../../../models/next-affiliate/next-affiliate-recipe.ts';
import type { AffiliatePlaybook } from '../../../models/playbooks/affiliate-playbook.ts';
import { openSession } from '../../../platform/duckdb/session.ts';
import { loadAffiliatePlaybook } from '../../../platform/playbooks/load-playbook.ts';
import { PLAYBOOK_KINDS } from '../../../platform/playbooks/playbook-kinds.ts';
import type { StepServices } from '../../../platform/steps/services.ts';
import { generateSample } from '../../../sample/index.ts';
import { pick } from '../../../workflows/pick.ts';
import { exposureOf, runStep } from '../../support/step-harness.ts';

/** The day after the newest event of the sample. */
export const AS_OF = '2022-01-01';
export const CUSTOMERS = 600;
/** What the SQL is told. */
export const DAY = { asOf: AS_OF, extracts: 'overlapping' } as const;
const PIPELINE = 'affiliate-expansion' as const;

/** What planning is told beside the day and the shares. */
export const PLAN = {
  pipeline: PIPELINE,
  dataset: 'shop',
  asOf: AS_OF,
  earlier: [],
  exposure: exposureOf('shop'),
  caps: { perDay: null, perWeek: null },
  holdoutShare: 0.1,
  globalHoldoutShare: 0,
  language: 'ko' as const,
  scorer: { name: 'transitions@0123456789ab', standsIn: true },
  recommender: null,
  personaUse: 'descriptive-only' as const,
};

/** The affiliate playbook that ships, as a run reads it. */
export async function loadShippedPlaybook(): Promise<AffiliatePlaybook> {
  const session = await openSession({ memoryLimitMb: 512, threads: 1, scratchDir: tmpdir() });
  try {
    return await loadAffiliatePlaybook(PLAYBOOK_KINDS[PIPELINE].shipped, session);
  } finally {
    await session.close();
  }
}

/** The steps up to the plan on a small sample, one after the other, as the workflow calls them. */
export async function runShopSteps(services: StepServices) {
  const source = join(services.config.stateDir, 'shop');
  await generateSample({
    pipeline: PIPELINE,
    directory: source,
    customers: CUSTOMERS,
    profile: 'demo',
    seed: 1,
  });
  const resolved = await runStep(resolveInput, services, {
    step: 'resolve-input',
    effect: 'external',
    params: { pipeline: PIPELINE, input: { source, seed: 3 } },
  });
  const { files } = resolved.value.source;
  const digests = Object.fromEntries(files.map(({ table, digest }) => [table, digest]));
  const ingestParams = { pipeline: PIPELINE, directory: source, digests };
  const ingested = await runStep(ingestSource, services, { step: 'ingest-source', params: ingestParams });
  const raw = ingested.artifacts as Artifacts;
  const built = await runStep(buildAffiliateTables, services, {
    step: 'build-tables',
    params: DAY,
    inputs: raw,
  });
  const tables = built.artifacts as Artifacts;
  const audited = await runStep(auditAffiliateTables, services, {
    step: 'audit-tables',
    params: DAY,
    inputs: { ...raw, ...tables } as never,
  });
  const exported = await runStep(exportAffiliateFeatures, services, {
    step: 'export-features',
    inputs: { next_affiliate_snapshots: tables.next_affiliate_snapshots!, affiliates: tables.affiliates! },
  });
  const { features, training, validation, test, serving } = exported.artifacts as Artifacts<
    'features' | 'training' | 'validation' | 'test' | 'serving'
  >;
  const fitted = await runStep(fitNextAffiliate, services, {
    step: 'fit-next-affiliate',
    params: { seed: 3, learners: [...NEXT_AFFILIATE_LEARNERS] },
    inputs: { features, training, validation },
  });
  const { model } = fitted.artifacts;
  const evaluated = await runStep(evaluateNextAffiliate, services, {
    step: 'evaluate-next-affiliate',
    params: { seed: 1 },
    inputs: { model, training, test },
  });
  const compared = await runStep(compareNextAffiliate, services, {
    step: 'compare-next-affiliate',
    params: { seed: 3, resamples: 200, championUntil: null },
    inputs: { features, model, training, validation, test },
  });
  const decided = await runStep(decideAffiliateRelease, services, {
    step: 'decide-release',
    effect: 'decision',
    params: {
      ...{ asOf: AS_OF, decisionPoint: 'next-affiliate', recipe: { learner: 'next-affiliate-net' }, seed: 3 },
      ...{ artifact: model, metrics: evaluated.metrics, comparison: compared.value, found: NO_CHAMPION },
      policy: { ...DEFAULT_POLICY, resamples: 200 },
    },
    inputs: { evaluation: evaluated.artifacts.evaluation, test },
  });
  const scoreBy = (scorer: 'transitions' | 'next-affiliate-net') =>
    runStep(scoreCustomers, services, {
      step: 'score-customers',
      params: { scorer },
      inputs: { model, released: model, training, test, serving },
    });
  const scored = await scoreBy('transitions');
  const scoredByModel = await scoreBy('next-affiliate-net');
  const segmented = await runStep(segmentCustomers, services, {
    step: 'segment-customers',
    params: { asOf: AS_OF, seed: 3, language: 'ko', since: null },
    inputs: pick(tables, 'customers', 'affiliates', 'customer_categories'),
  });
  const valued = await runStep(estimateLifetimeValue, services, {
    step: 'estimate-lifetime-value',
    params: { asOf: AS_OF, horizonDays: 92, seed: 3, minRows: 300 },
    inputs: pick(tables, 'customers', 'customer_affiliates', 'purchase_days'),
  });
  const playbook = await loadShippedPlaybook();
  const planned = await runStep(planAffiliateStrategies, services, {
    step: 'plan-strategies',
    params: { ...PLAN, playbook },
    inputs: pick(
      { ...tables, ...segmented.artifacts, ...valued.artifacts, ...scored.artifacts } as Artifacts,
      ...PLAN_TABLES,
      'next_affiliate',
    ),
  });
  return {
    source,
    ingestParams,
    raw,
    tables,
    resolved,
    ingested,
    built,
    audited,
    exported,
    fitted,
    evaluated,
    compared,
    decided,
    scored,
    scoredByModel,
    planned,
  };
}
