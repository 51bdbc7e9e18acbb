import type { JourneyState } from './state.ts';
import { trialOf } from './trial.ts';

/** Why a journey is over. */
export const JOURNEY_ENDINGS = ['paid', 'opted_out', 'trial_over'] as const;
export type JourneyEnding = (typeof JOURNEY_ENDINGS)[number];

/** Whether a journey is over at an epoch second of the events; null while it goes on. */
export function endingOf(state: JourneyState, now: number): JourneyEnding | null {
  if (state.optedOutAt !== null) return 'opted_out';
  if (state.paidAt !== null) return 'paid';
  return now >= trialOf(state).endsAt ? 'trial_over' : null;
}
