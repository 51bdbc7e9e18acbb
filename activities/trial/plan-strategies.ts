import { z } from 'zod';
import { Exposure } from '../../models/contracts/exposure.ts';
import { PlanSettings } from '../../models/contracts/project-config.ts';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { describePlanPower } from '../../models/lift/forecast-plan.ts';
import { DROP_REASONS } from '../../models/playbooks/drop-reason.ts';
import { collectPast, pastDays } from '../../models/playbooks/past-contacts.ts';
import {
  planTrialStrategies as planRows,
  type TrialPlan,
} from '../../models/playbooks/plan-trial-strategies.ts';
import { Playbook } from '../../models/playbooks/playbook.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';
import { listEarlierRows } from '../../platform/postgres/publications.ts';
import { readExposure } from '../../platform/postgres/read-exposure.ts';
import { writeStrategies } from '../../platform/publishing/write-strategies.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { readCandidates } from './read-candidates.ts';
import { readVerdicts } from './read-verdicts.ts';

const Params = z.strictObject({
  dataset: z.string(),
  pipeline: z.string(),
  asOf: CalendarDay,
  ...PlanSettings.shape,
  playbook: Playbook,
  /** Publications before, newest first. Their rows are in PostgreSQL and never change: the digests stand for them. */
  earlier: z.array(z.strictObject({ asOf: CalendarDay, digest: z.string() })),
  exposure: Exposure,
  /** Day of the tables and of the publication before them, where it is not tonight's rules that were theirs. */
  known: z.strictObject({ asOf: CalendarDay, since: CalendarDay.nullable() }).optional(),
});

/** Turn scores into one offer per customer by the playbook, and say of everybody else in an audience why not. */
export const planTrialStrategies = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['contacts', 'landmarks', 'registrants', 'sites', 'insights', 'predictions'],
  libraries: ['duckdb'],
  async run({ params, inputs, identity, duckdb, output, scratch, progress, services }) {
    const { asOf, playbook, earlier, exposure, dataset, pipeline } = params;
    const scope = { dataset, pipeline };
    const session = await duckdb();
    const digests = earlier.map(({ digest }) => digest);
    const { elsewhere, ...exposed } = await readExposure(services.database, { ...scope, asOf }, exposure);
    const earlierRows = await listEarlierRows(services.database, scope, {
      ...{ digests, ...pastDays(asOf), before: asOf },
    });
    const past = collectPast(earlierRows, { elsewhere });
    const night = params.known ?? { asOf, since: earlier[0]?.asOf ?? null };
    const candidates = await readCandidates(session, inputs, {
      ...night,
      actions: playbook.actions,
      plannedFor: asOf,
    });
    progress(0.4, `choosing for ${candidates.length} customers`);
    const plan = planRows(candidates, {
      ...params,
      ...exposed,
      people: exposure.people,
      runId: identity.runId,
      past,
      verdicts: await readVerdicts(session, inputs.insights),
    });
    progress(0.6, 'writing');
    const { contentDigest, ...arms } = await writeStrategies(session, plan.strategies, {
      path: output('strategies.parquet'),
      scratchPath: scratch('content.parquet'),
    });
    await writeDropped(session, plan.dropped, { playbook, path: output('suppressed.parquet') });
    const suppressed = countReasons(plan.dropped);
    return {
      artifacts: {
        strategies: { file: 'strategies.parquet', rows: plan.strategies.length },
        suppressed: { file: 'suppressed.parquet', rows: plan.dropped.reason.length },
      },
      rows: plan.strategies.length,
      metrics: {
        ...arms,
        candidates: candidates.length,
        ...Object.fromEntries(
          Object.entries(suppressed).map(([reason, count]) => [`suppressed_${reason}`, count]),
        ),
      },
      value: {
        contentDigest,
        suppressed,
        power: describePlanPower(plan.strategies, { asOf, since: night.since, arms: exposed.arms }),
      },
    };
  },
});

/** One row per customer and action that came to nothing, with its reason. */
export async function writeDropped(
  session: DuckDBSession,
  dropped: TrialPlan['dropped'],
  { playbook, path }: { playbook: Playbook; path: string },
): Promise<void> {
  await session.appendColumns('dropped', dropped);
  await session.appendColumns('actions', { action_id: playbook.actions.map(({ id }) => id) });
  await session.appendColumns('reasons', { reason: [...DROP_REASONS] });
  await session.copyToParquet(
    {
      query: `select user_id as customer_id, point as decision_point, action_id, reasons.reason
        from dropped
        join candidates on candidates.place = dropped.candidate
        join actions on actions.rowid = dropped.action
        join reasons on reasons.rowid = dropped.reason`,
    },
    path,
    { orderBy: ['customer_id', 'action_id'] },
  );
}

/** Rows by reason, those that there are, in the order in which they are looked at. */
function countReasons({ reason }: TrialPlan['dropped']): Record<string, number> {
  const counts = new Uint32Array(DROP_REASONS.length);
  for (const place of reason) counts[place]! += 1;
  return Object.fromEntries(
    DROP_REASONS.flatMap((name, place) => (counts[place]! > 0 ? [[name, counts[place]!]] : [])),
  );
}
