import type { DecisionPoint } from '../../models/contracts/decision-point.ts';
import { dueBeforeQuiet } from '../../models/journeys/due-before-quiet.ts';
import type { JourneyPlan } from '../../models/journeys/plan.ts';
import { rehearsedDataset } from '../../models/journeys/rehearsal.ts';
import { LAST_DAY_SECONDS } from '../../models/journeys/trial.ts';
import { UsageError } from '../../platform/errors.ts';
import { findJourney, type JourneyScope, updateApplication } from '../../platform/postgres/journeys.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { toFailure } from '../../platform/steps/to-failure.ts';
import { siteLister } from './find-sites.ts';
import { type JourneySettings, settingsReader, timedActions } from './journey-settings.ts';

/**
 * What a journey is to do, from the playbook of the day; of an application other than the one it began with, too.
 * @throws UsageError on a journey that nobody registered
 */
export const openJourney = (services: StepServices) => {
  const readSettings = settingsReader(services);
  const listSites = siteLister(services);
  return async ({
    registeredAt,
    ...scope
  }: JourneyScope & { registeredAt: number }): Promise<JourneyPlan> => {
    try {
      const journey = await findJourney(services.database, scope);
      if (journey === undefined)
        throw new UsageError(
          `no journey ${scope.journey} of ${scope.dataset} is registered (crosslift journey start begins one)`,
        );
      if (journey.registered_at !== registeredAt)
        await updateApplication(services.database, { ...scope, registered_at: registeredAt });
      const dataset = rehearsedDataset(scope.dataset);
      const settings = await readSettings(dataset);
      return {
        registeredAt,
        marks: planMarks(registeredAt, settings),
        sites: await listSites(dataset),
      };
    } catch (error) {
      throw toFailure(error);
    }
  };
};

/** Each timed action at each of its points; what is due at a time known before may come before quiet hours. */
function planMarks(registeredAt: number, { settings, playbook }: JourneySettings): JourneyPlan['marks'] {
  const known: Partial<Record<DecisionPoint, number>> = {
    registration: registeredAt,
    last_day: registeredAt + LAST_DAY_SECONDS,
  };
  return timedActions(playbook).flatMap(({ id, title, moments, inQuietHours }) =>
    moments.map((point) => {
      const moment = inQuietHours === 'earlier' ? known[point] : undefined;
      const dueAt = moment === undefined ? null : dueBeforeQuiet(moment, settings);
      return { action: id, title, point, dueAt };
    }),
  );
}
