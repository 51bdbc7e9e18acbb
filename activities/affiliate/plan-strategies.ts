import { z } from 'zod';
import { PlanHistory } from '../../models/contracts/plan-history.ts';
import { PlanSettings } from '../../models/contracts/project-config.ts';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { describePlanPower } from '../../models/lift/forecast-plan.ts';
import { AffiliatePlaybook } from '../../models/playbooks/affiliate-playbook.ts';
import {
  type AffiliatePlan,
  planAffiliateStrategies as planRows,
} from '../../models/playbooks/plan-affiliate-strategies.ts';
import { PersonaUse } from '../../models/segments/name-segments.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';
import { readPast } from '../../platform/publishing/read-past.ts';
import { writeStrategies } from '../../platform/publishing/write-strategies.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { PLAN_TABLES, type PlanTables, readCandidates } from './read-candidates.ts';

const Scorer = z.strictObject({ name: z.string(), standsIn: z.boolean() });

const Params = z.strictObject({
  dataset: z.string(),
  pipeline: z.string(),
  asOf: CalendarDay,
  ...PlanSettings.pick({ language: true, caps: true, holdoutShare: true, globalHoldoutShare: true }).shape,
  playbook: AffiliatePlaybook,
  ...PlanHistory.shape,
  /** Of `next_affiliate`, which is an input of the runs that predicted one; null without. */
  scorer: Scorer.nullable(),
  /** Of `recommendations`, which are an input of the runs that made some; null without. */
  recommender: Scorer.nullable(),
  personaUse: PersonaUse,
});

/** Turn scores into a few offers per customer by the playbook, and say of everybody else in an audience why not. */
export const planAffiliateStrategies = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: PLAN_TABLES,
  libraries: ['duckdb'],
  async run({ params, inputs, identity, duckdb, output, scratch, progress, services }) {
    const { asOf, playbook, dataset, pipeline } = params;
    const session = await duckdb();
    const standing = new Set(playbook.actions.filter(({ isStanding }) => isStanding).map(({ id }) => id));
    const isContact = (action: string) => !standing.has(action);
    const scope = { dataset, pipeline, asOf };
    const { night, ...known } = await readPast(services.database, scope, params, isContact);
    const tables: PlanTables = inputs;
    const candidates = await readCandidates(session, tables, { ...night, playbook, plannedFor: asOf });
    progress(0.5, `choosing among ${candidates.length} offers`);
    const plan = planRows(candidates, {
      ...params,
      ...known,
      people: params.exposure.people,
      runId: identity.runId,
    });
    progress(0.7, 'writing');
    const { contentDigest, ...arms } = await writeStrategies(session, plan.strategies, {
      path: output('strategies.parquet'),
      scratchPath: scratch('content.parquet'),
    });
    await writeDropped(session, plan.dropped, { playbook, path: output('suppressed.parquet') });
    const suppressed = countReasons(plan.dropped);
    return {
      artifacts: {
        strategies: { file: 'strategies.parquet', rows: plan.strategies.length },
        suppressed: { file: 'suppressed.parquet', rows: plan.dropped.length },
      },
      rows: plan.strategies.length,
      metrics: {
        ...arms,
        candidates: candidates.length,
        customers: new Set(plan.strategies.map(({ customer_id }) => customer_id)).size,
        ...Object.fromEntries(
          Object.entries(suppressed).map(([reason, count]) => [`suppressed_${reason}`, count]),
        ),
      },
      value: {
        contentDigest,
        suppressed,
        power: describePlanPower(plan.strategies, { asOf, since: night.since, arms: known.arms }),
      },
    };
  },
});

/** One row per customer and action that came to nothing, with its reason. */
async function writeDropped(
  session: DuckDBSession,
  dropped: AffiliatePlan['dropped'],
  { playbook, path }: { playbook: AffiliatePlaybook; path: string },
): Promise<void> {
  await session.appendColumns('dropped', {
    customer_id: dropped.map(({ customer }) => customer),
    action_id: dropped.map(({ action }) => playbook.actions[action]!.id),
    reason: dropped.map(({ reason }) => reason),
  });
  await session.copyToParquet({ table: 'dropped' }, path, { orderBy: ['customer_id', 'action_id'] });
}

/** Rows by reason. */
function countReasons(dropped: AffiliatePlan['dropped']): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of dropped) counts[reason] = (counts[reason] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort());
}
