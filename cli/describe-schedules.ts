import type { ScheduleSummary } from '@temporalio/client';
import type { NightSummary } from '../models/contracts/night.ts';
import { formatTable } from './format.ts';

/** Schedules with their next start, in their own time zone. */
export function describeSchedules(schedules: readonly ScheduleSummary[]): string {
  if (schedules.length === 0) return 'nothing is scheduled (crosslift schedule create)';
  return formatTable([
    ['schedule', 'state', 'next', 'last'],
    ...schedules.map(({ scheduleId, state, spec, info }) => [
      scheduleId,
      state.paused ? `paused: ${state.note ?? ''}` : 'on',
      state.paused ? '' : describeTime(info.nextActionTimes[0], spec?.timezone),
      info.recentActions.at(-1)?.action.workflow.workflowId ?? '',
    ]),
  ]);
}

/** How each run of a night ended, as a table. */
export function describeNight({ date, runs }: NightSummary): string {
  return formatTable([
    [`night of ${date}`, 'dataset', 'outcome', ''],
    ...runs.map(({ pipeline, dataset, outcome, error }) => [
      pipeline,
      dataset,
      outcome,
      error?.split('\n')[0] ?? '',
    ]),
  ]);
}

function describeTime(time: Date | undefined, timeZone = 'UTC'): string {
  if (time === undefined) return '';
  // Sweden writes days as ISO does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return `${format.format(time)} ${timeZone}`;
}
