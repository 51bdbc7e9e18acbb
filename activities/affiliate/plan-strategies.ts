import { z } from 'zod';
import { Exposure } from '../../models/contracts/exposure.ts';
import { PlanSettings } from '../../models/contracts/project-config.ts';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { describePlanPower } from '../../models/lift/forecast-plan.ts';
import { AffiliatePlaybook } from '../../models/playbooks/affiliate-playbook.ts';
import { collectPast, pastDays } from '../../models/playbooks/past-contacts.ts';
import {
  type AffiliatePlan,
  planAffiliateStrategies as planRows,
} from '../../models/playbooks/plan-affiliate-strategies.ts';
import { PersonaUse } from '../../models/segments/name-segments.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';
import { listEarlierRows } from '../../platform/postgres/publications.ts';
import { readExposure } from '../../platform/postgres/read-exposure.ts';
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
  /** Publications before, newest first. Their rows are in PostgreSQL and never change: the digests stand for them. */
  earlier: z.array(z.strictObject({ asOf: CalendarDay, digest: z.string() })),
  exposure: Exposure,
  /** Day of the tables and of the publication before them, where it is not tonight's rules that were theirs. */
  known: z.strictObject({ asOf: CalendarDay, since: CalendarDay.nullable() }).optional(),
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
    const { asOf, playbook, earlier, exposure, dataset, pipeline } = params;
    const session = await duckdb();
    const standing = new Set(playbook.actions.filter(({ isStanding }) => isStanding).map(({ id }) => id));
    const scope = { dataset, pipeline };
    const { elsewhere, ...exposed } = await readExposure(services.database, { ...scope, asOf }, exposure);
    const earlierRows = await listEarlierRows(services.database, scope, {
      digests: earlier.map(({ digest }) => digest),
      ...pastDays(asOf),
      before: asOf,
    });
    const past = collectPast(earlierRows, { isContact: (action) => !standing.has(action), elsewhere });
    const tables: PlanTables = inputs;
    const since = earlier[0]?.asOf ?? null;
    const candidates = await readCandidates(session, tables, {
      ...(params.known ?? { asOf, since }),
      playbook,
      plannedFor: asOf,
    });
    progress(0.5, `choosing among ${candidates.length} offers`);
    const plan = planRows(candidates, {
      ...params,
      ...exposed,
      people: exposure.people,
      runId: identity.runId,
      past,
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
        power: describePlanPower(plan.strategies, { asOf, since, arms: exposed.arms }),
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
