import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type ScheduleSummary,
} from '@temporalio/client';
import type { NightInput } from '../../models/contracts/night.ts';
import type { ScheduleWish } from '../../models/contracts/schedule.ts';
import { messageOf, UsageError } from '../errors.ts';

/** Workflow types that schedules start, and their queue. */
export interface ScheduledWorkflows {
  nightly: string;
  watch: string;
  taskQueue: string;
}

/** The look whether anything is late: one for all nights. */
const WATCH_ID = 'watch';

/** Of one dataset, or of all. */
export function scheduleIdOf({ dataset }: NightInput): string {
  return `nightly/${dataset ?? 'all'}`;
}

/**
 * Start a night at the wished times, and look every hour whether anything is late. A night that is still under way when the next
 * one is due is not overtaken. A failure does not pause the schedule: the night after may well succeed.
 * @throws UsageError where there is such a schedule, or the server does not understand the times
 */
export async function createSchedule(
  { schedule }: Client,
  { cron, timeZone, catchUpHours, jitterMinutes, input }: ScheduleWish,
  { nightly, watch, taskQueue }: ScheduledWorkflows,
): Promise<string> {
  const scheduleId = scheduleIdOf(input);
  try {
    await schedule.create({
      scheduleId,
      spec: { cronExpressions: [cron], timezone: timeZone, jitter: `${jitterMinutes} minutes` },
      action: {
        type: 'startWorkflow',
        workflowType: nightly,
        workflowId: scheduleId,
        taskQueue,
        args: [input],
      },
      policies: {
        overlap: ScheduleOverlapPolicy.SKIP,
        catchupWindow: `${catchUpHours} hours`,
        pauseOnFailure: false,
      },
    });
  } catch (error) {
    if (error instanceof ScheduleAlreadyRunning)
      throw new UsageError(
        `there is a schedule ${scheduleId} already (crosslift schedule delete ${scheduleId} removes it)`,
      );
    // What the server says of the times is in the cause.
    const { cause = error } = error as Error;
    throw new UsageError(`the schedule was refused: ${messageOf(cause)}`);
  }
  await schedule
    .create({
      scheduleId: WATCH_ID,
      spec: { intervals: [{ every: '1 hour' }] },
      action: { type: 'startWorkflow', workflowType: watch, workflowId: WATCH_ID, taskQueue, args: [] },
      // What an hour missed, the next one sees.
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
    })
    .catch((error: unknown) => {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    });
  return scheduleId;
}

/** Schedules of nights, by id. */
export async function listSchedules(
  { schedule }: Client,
  { nightly }: Pick<ScheduledWorkflows, 'nightly'>,
): Promise<ScheduleSummary[]> {
  const found: ScheduleSummary[] = [];
  for await (const summary of schedule.list())
    if (summary.action?.workflowType === nightly) found.push(summary);
  return found.sort((left, right) => (left.scheduleId < right.scheduleId ? -1 : 1));
}

/** Remove a schedule; with the last one goes the look whether anything is late. */
export async function deleteSchedule(
  client: Client,
  scheduleId: string,
  workflows: Pick<ScheduledWorkflows, 'nightly'>,
): Promise<void> {
  await onSchedule(client, scheduleId, (handle) => handle.delete());
  const left = (await listSchedules(client, workflows)).filter((other) => other.scheduleId !== scheduleId);
  if (left.length > 0) return;
  await client.schedule
    .getHandle(WATCH_ID)
    .delete()
    .catch((error: unknown) => {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
    });
}

/**
 * Do something with a schedule.
 * @throws UsageError where there is none of this id
 */
export async function onSchedule<Result>(
  { schedule }: Client,
  scheduleId: string,
  work: (handle: ReturnType<Client['schedule']['getHandle']>) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(schedule.getHandle(scheduleId));
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    throw new UsageError(`there is no schedule ${scheduleId} (crosslift schedule list shows them)`);
  }
}
