import { z } from 'zod';
import { PlanHistory } from '../../models/contracts/plan-history.ts';
import { PlanSettings } from '../../models/contracts/project-config.ts';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { describePlanPower } from '../../models/lift/forecast-plan.ts';
import { DROP_REASONS } from '../../models/playbooks/drop-reason.ts';
import {
  planTrialStrategies as planRows,
  type TrialPlan,
} from '../../models/playbooks/plan-trial-strategies.ts';
import { Playbook } from '../../models/playbooks/playbook.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';
import { readPast } from '../../platform/publishing/read-past.ts';
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
  ...PlanHistory.shape,
});

/** Turn scores into one offer per customer by the playbook, and say of everybody else in an audience why not. */
export const planTrialStrategies = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['contacts', 'landmarks', 'registrants', 'sites', 'insights', 'predictions'],
  libraries: ['duckdb'],
  async run({ params, inputs, identity, duckdb, output, scratch, progress, services }) {
    const { asOf, playbook, dataset, pipeline } = params;
    const session = await duckdb();
    const { night, ...known } = await readPast(services.database, { dataset, pipeline, asOf }, params);
    const candidates = await readCandidates(session, inputs, {
      ...night,
      actions: playbook.actions,
      plannedFor: asOf,
    });
    progress(0.4, `choosing for ${candidates.length} customers`);
    const plan = planRows(candidates, {
      ...params,
      ...known,
      people: params.exposure.people,
      runId: identity.runId,
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
        power: describePlanPower(plan.strategies, { asOf, since: night.since, arms: known.arms }),
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
