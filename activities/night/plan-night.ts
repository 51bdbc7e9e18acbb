import { getClient } from '@temporalio/activity';
import { NightInput, type NightPlan } from '../../models/contracts/night.ts';
import { layOutNight } from '../../models/night/lay-out-night.ts';
import { requireScopes } from '../../platform/night/require-scopes.ts';
import { watchScopes } from '../../platform/postgres/watched.ts';
import { loadProjectConfig } from '../../platform/project-config.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { toFailure } from '../../platform/steps/to-failure.ts';

/** A night that is about to begin. */
export interface NightCall {
  given: unknown;
  /** ISO time for which it was scheduled, however late it starts. */
  scheduledAt: string;
  /** Its schedule; null where a person started it. */
  scheduleId: string | null;
}

/** Fix the runs of a night: which datasets, as of which day, and until when a step of theirs may wait for a person. */
export const planNight =
  ({ config, database }: StepServices) =>
  async ({ given, scheduledAt, scheduleId }: NightCall): Promise<NightPlan> => {
    try {
      const input = NightInput.parse(given ?? {});
      const { path, required } = config.projectConfig;
      const { config: project } = await loadProjectConfig(path, required);
      const allowsSamples = config.databaseUrl === undefined;
      const scopes = requireScopes({ input, project, allowsSamples });
      // Datasets may have come and gone since the schedule was made.
      if (scheduleId !== null) await watchScopes(database, scheduleId, input.dryRun === true ? [] : scopes);
      const next = scheduleId === null ? null : await findNextStart(scheduleId);
      return layOutNight({ input, scheduledAt: new Date(scheduledAt), next, project, allowsSamples });
    } catch (error) {
      throw toFailure(error);
    }
  };

/** When the schedule starts the next night; null where it is paused for good or gone. */
async function findNextStart(scheduleId: string): Promise<Date | null> {
  const { info } = await getClient().schedule.getHandle(scheduleId).describe();
  return info.nextActionTimes[0] ?? null;
}
