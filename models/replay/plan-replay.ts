/** What a replay has to know of a step. */
export interface ReplayStep {
  name: string;
  /** Steps whose results it reads; all of them come before it. */
  dependsOn: readonly string[];
}

/** What is left of the run that is replayed. */
export interface ReplayOrigin {
  /** Whether it went to its end: a step that it has no result of was then none of its way. */
  finished: boolean;
  /** Steps whose results are there and verify. */
  recorded: ReadonlySet<string>;
  /** Steps that were done, but whose results are gone or do not verify. */
  damaged: ReadonlySet<string>;
}

/** Why a step of a replay is done again. */
export type RerunReason =
  /** It is the step that was named, or comes after it. */
  | 'after'
  /** The origin's result of it is gone or does not verify. */
  | 'damaged'
  /** It reads what is damaged. */
  | 'reads-damaged'
  /** The origin did not get that far. */
  | 'missing';

/** Steps of a replay in DAG order. */
export interface ReplayPlan {
  reused: string[];
  rerun: Array<{ step: string; reason: RerunReason }>;
}

/**
 * Which steps a replay takes from its origin and which it does again: the named one and all that read it, what is damaged
 * and all that read that, and what a run that failed did not get to.
 * @throws Error when there is no such step
 */
export function planReplay(steps: readonly ReplayStep[], from: string, origin: ReplayOrigin): ReplayPlan {
  if (!steps.some(({ name }) => name === from)) {
    const names = steps.map(({ name }) => name).join(', ');
    throw new Error(`there is no step ${from} (expected ${names})`);
  }
  const reasons = new Map<string, RerunReason>();
  for (const { name, dependsOn } of steps) {
    const before = dependsOn.map((step) => reasons.get(step));
    if (name === from || before.includes('after')) reasons.set(name, 'after');
    else if (origin.damaged.has(name)) reasons.set(name, 'damaged');
    else if (before.some((reason) => reason === 'damaged' || reason === 'reads-damaged'))
      reasons.set(name, 'reads-damaged');
    // What reads a step and is recorded did without it.
    else if (!origin.recorded.has(name) && !origin.finished) reasons.set(name, 'missing');
  }
  return {
    reused: steps.map(({ name }) => name).filter((name) => !reasons.has(name) && origin.recorded.has(name)),
    rerun: [...reasons].map(([step, reason]) => ({ step, reason })),
  };
}

/**
 * Time of the longest chain of steps, in ms: what a run takes when nothing waits for a core.
 * @param millis expected time of each step that is done; a step that is not there takes none
 */
export function longestChain(steps: readonly ReplayStep[], millis: ReadonlyMap<string, number>): number {
  const ends = new Map<string, number>();
  for (const { name, dependsOn } of steps) {
    const start = Math.max(0, ...dependsOn.map((step) => ends.get(step) ?? 0));
    ends.set(name, start + (millis.get(name) ?? 0));
  }
  return Math.max(0, ...ends.values());
}
