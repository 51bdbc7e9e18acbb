import { FIXED } from './recipe.ts';

/** Cuts by what they are for, as days from the as-of; of each the re-ranker learns from earlier ones. */
export interface CutPlan {
  /** Where recipes are compared; null where the history before the test is too short. */
  readonly choice: number | null;
  /** Where the chosen recipe is judged; null where there is not even that. */
  readonly test: number | null;
}

/** Days before a cut at which the re-ranker's examples are taken. */
const LOOK_BACK = [183, 92, 61] as const;
/** Days of history that a cut needs to say anything of customers. */
const LEAST_HISTORY = 45;

/**
 * The newest date with a whole outcome window is the test, the window before it the choice: what is chosen there has
 * its outcome known on the day of the test.
 * @param firstDay of the log, as days from the as-of
 */
export function planCuts(firstDay: number): CutPlan {
  const isUsable = (cut: number) => listTrainingCuts(cut, firstDay).length > 0;
  const test = -FIXED.windowDays;
  if (!isUsable(test)) return { choice: null, test: null };
  const choice = test - FIXED.windowDays;
  return { choice: isUsable(choice) ? choice : null, test };
}

/** Cuts before `cut` with enough history; their outcome is looked for until `cut`, or for a whole window where that is less. */
export function listTrainingCuts(cut: number, firstDay: number): Array<{ cut: number; until: number }> {
  return LOOK_BACK.map((days) => cut - days)
    .filter((earlier) => earlier - LEAST_HISTORY >= firstDay)
    .map((earlier) => ({ cut: earlier, until: Math.min(cut, earlier + FIXED.windowDays) }));
}
