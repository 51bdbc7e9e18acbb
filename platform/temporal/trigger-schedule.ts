import { type Client, type ScheduleExecutionActionResult, ScheduleOverlapPolicy } from '@temporalio/client';
import { UsageError } from '../errors.ts';
import { poll } from '../processes/poll.ts';
import { onSchedule } from './schedules.ts';

const PATIENCE_MILLIS = 30_000;

/**
 * Start a schedule's night now.
 * @returns the night's workflow
 * @throws UsageError where its last night is still under way: nights do not overtake each other
 */
export async function triggerSchedule(
  client: Client,
  scheduleId: string,
): Promise<ScheduleExecutionActionResult['workflow']> {
  return onSchedule(client, scheduleId, async (handle) => {
    const before = (await handle.describe()).info;
    if (before.runningActions.length > 0)
      throw new UsageError(
        `${before.runningActions[0]?.workflow.workflowId} is under way (a night is not overtaken by the next one)`,
      );
    // By default a trigger overlaps with whatever is under way, and the schedule then does not know of it.
    await handle.trigger(ScheduleOverlapPolicy.SKIP);
    const night = await poll(async () => {
      const { info } = await handle.describe();
      const newest = info.recentActions.at(-1)?.action.workflow;
      return info.numActionsTaken > before.numActionsTaken ? newest : undefined;
    }, PATIENCE_MILLIS);
    if (night === undefined) throw new Error(`${scheduleId} was triggered, but started nothing within 30 s`);
    return night;
  });
}
