import { ApplicationFailure, condition } from '@temporalio/workflow';
import { STEP_ACTIONS, type StepAction, type StepDecision } from '../models/contracts/step-decision.ts';

/** A step that waits for a person. */
export interface ParkedStep {
  name: string;
  skippable: boolean;
  error: string;
  /** Time at which it gives up, in ms since the epoch. */
  until: number;
}

interface Waiting extends ParkedStep {
  decided: 'no' | 'being recorded' | StepAction;
}

/** The steps of one run that used up their retries, each waiting for a decision of its own. */
export class ParkedSteps {
  readonly #waiting = new Map<string, Waiting>();

  list(): ParkedStep[] {
    return [...this.#waiting.values()];
  }

  /**
   * Why a decision cannot be taken; null where it can. Whoever sent it is told.
   * @param asked as it came from a client or from the form of the Temporal UI
   */
  refuse(asked: unknown): string | null {
    const decision = (asked ?? {}) as Partial<Record<keyof StepDecision, unknown>>;
    for (const name of ['actor', 'reason'] as const) {
      const text = decision[name];
      if (typeof text !== 'string' || text.trim() === '')
        return `invalid ${name}: ${JSON.stringify(text)} (expected a text, as {"action": "retry", "actor": "Kim", "reason": "fixed the source"})`;
    }
    const { action, step } = decision;
    if (!STEP_ACTIONS.some((allowed) => allowed === action))
      return `invalid action: ${JSON.stringify(action)} (expected ${STEP_ACTIONS.join(', ')})`;
    const names = [...this.#waiting.keys()];
    if (names.length === 0) return 'no step is waiting for a decision';
    if (step === undefined && names.length > 1)
      return `several steps are waiting: say which by "step" (${names.join(', ')})`;
    const waiting = this.#waiting.get(typeof step === 'string' ? step : (names[0] ?? ''));
    if (waiting === undefined) return `step ${step} is not waiting (${names.join(', ')} is)`;
    if (waiting.decided !== 'no') return `step ${waiting.name} was decided already`;
    if (action === 'skip' && !waiting.skippable)
      return `step ${waiting.name} cannot be skipped: what comes after it reads its result (retry or abort)`;
    return null;
  }

  /** Take a decision that was not refused: nobody else may decide from now on, and the step waits until it is settled. */
  claim({ step }: StepDecision): string {
    const waiting = this.#find(step);
    waiting.decided = 'being recorded';
    return waiting.name;
  }

  /** The decision is recorded: the step goes on by it; without one, somebody else may decide. */
  settle(step: string, action: StepAction | null): void {
    this.#find(step).decided = action ?? 'no';
  }

  /** Wait for the decision about a step; null where nobody decided in time. */
  async wait(step: ParkedStep): Promise<StepAction | null> {
    const waiting: Waiting = { ...step, decided: 'no' };
    const settled = () => STEP_ACTIONS.find((action) => action === waiting.decided);
    this.#waiting.set(step.name, waiting);
    try {
      await condition(() => settled() !== undefined, Math.max(1, step.until - Date.now()));
      return settled() ?? null;
    } finally {
      this.#waiting.delete(step.name);
    }
  }

  #find(step: string | undefined): Waiting {
    const waiting = step === undefined ? [...this.#waiting.values()][0] : this.#waiting.get(step);
    if (waiting === undefined)
      throw ApplicationFailure.nonRetryable(`step ${step ?? ''} gave up before it was decided`);
    return waiting;
  }
}
