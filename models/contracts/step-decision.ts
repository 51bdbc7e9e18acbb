/** What a person may decide about a step that used up its retries. */
export const STEP_ACTIONS = ['retry', 'skip', 'abort'] as const;
export type StepAction = (typeof STEP_ACTIONS)[number];

/** A person's word on a parked step: sent to the run as the update `decide`. */
export interface StepDecision {
  action: StepAction;
  /** Who decides, and why; both are recorded. */
  actor: string;
  reason: string;
  /** Name of the step; may be left out where one step alone is parked. */
  step?: string;
}

/** What the run answers: the decision is recorded, and the step goes on by it. */
export interface StepDecided {
  step: string;
  action: StepAction;
}
