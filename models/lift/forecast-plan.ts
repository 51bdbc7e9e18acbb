import { z } from 'zod';
import type { Strategy } from '../contracts/strategy.ts';
import { daysBetween } from '../days.ts';
import type { Arm } from '../playbooks/arms.ts';
import { type ActionFlow, describePower } from './forecast-power.ts';
import { Measure } from './measure.ts';

/** What the evidence of either pipeline says of an action's experiment. */
const Evidence = z.object({
  holdout_share: z.number(),
  measured_by: Measure,
  /** Of the outcome without the action; only trials have one. */
  probability: z.number().nullable().optional(),
});

/** Who is compared already, and since when tonight's customers have gathered. */
export interface PlanHistory {
  asOf: string;
  /** As-of of the publication before; null before the first. */
  since: string | null;
  /** Arm of the first eligibility by action and customer, of earlier nights. */
  arms: ReadonlyMap<string, ReadonlyMap<string, Arm>>;
}

/**
 * The flow of customers into each action's experiment, as tonight's plan has it: those eligible so far, and how many a day
 * were so for the first time since the publication before. A first night tells nothing of a day.
 */
export function forecastPlan(
  strategies: readonly Strategy[],
  { asOf, since, arms }: PlanHistory,
): Map<string, ActionFlow> {
  const days = since === null ? null : Math.max(1, daysBetween(since, asOf));
  const byAction = new Map<string, Strategy[]>();
  for (const row of strategies) {
    const rows = byAction.get(row.action_id);
    if (rows === undefined) byAction.set(row.action_id, [row]);
    else rows.push(row);
  }
  return new Map(
    [...byAction].map(([action, rows]) => {
      const known = arms.get(action);
      const fresh = rows.filter(({ customer_id }) => known?.has(customer_id) !== true).length;
      const { holdout_share, measured_by, probability } = Evidence.parse(JSON.parse(rows[0]!.evidence));
      return [
        action,
        {
          base: probability == null ? null : rows.reduce((sum, { score }) => sum + score, 0) / rows.length,
          enrolled: (known?.size ?? 0) + fresh,
          perNight: days === null ? 0 : fresh / days,
          holdoutShare: holdout_share,
          windowDays: measured_by.window_days,
        },
      ];
    }),
  );
}

/** What the holdout of each action can show, in a sentence. */
export function describePlanPower(
  strategies: readonly Strategy[],
  history: PlanHistory,
): Record<string, string> {
  const flows = [...forecastPlan(strategies, history)].sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(flows.map(([action, flow]) => [action, describePower(flow)]));
}
