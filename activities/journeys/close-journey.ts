import type { JourneyEnd } from '../../models/contracts/journey.ts';
import { endJourney } from '../../platform/postgres/journeys.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { toFailure } from '../../platform/steps/to-failure.ts';

/** Record how a journey ended; its messages and the payment, if any, are what the lift is read from. */
export const closeJourney =
  ({ database }: StepServices) =>
  async (end: JourneyEnd): Promise<void> => {
    try {
      await endJourney(database, end);
    } catch (error) {
      throw toFailure(error);
    }
  };
