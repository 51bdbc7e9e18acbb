import type { StepServices } from '../../platform/steps/services.ts';
import { closeJourney } from './close-journey.ts';
import { decideMessage } from './decide-message.ts';
import { openJourney } from './open-journey.ts';

/** What journeys call, by name. */
export type JourneyActivities = ReturnType<typeof createJourneyActivities>;

/** The activities of a worker of journeys: whoever does nothing else loads nothing else. */
export function createJourneyActivities(services: StepServices) {
  return {
    openJourney: openJourney(services),
    decideMessage: decideMessage(services),
    closeJourney: closeJourney(services),
  };
}
