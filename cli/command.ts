import { constants } from 'node:os';
import { messageOf } from '../platform/errors.ts';

/** Exit codes of the command line (design, section 7). */
export const EXIT = { ok: 0, failure: 1, usage: 2, notPublished: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const USAGE_TYPES = ['UsageError', 'ContractError'];

/** The exit code that an error deserves: 2 where the one who typed the command can mend it. */
export function exitCodeOf(error: unknown): ExitCode {
  return USAGE_TYPES.includes(errorType(error)) ? EXIT.usage : EXIT.failure;
}

/** What a person is told about an error: what went wrong first, not the layers that reported it. */
export function describeError(error: unknown): string {
  return messageOf(rootCause(error));
}

/** Temporal wraps what a step threw in a workflow failure and an activity failure. */
function rootCause(error: unknown): unknown {
  let current = error;
  while (current instanceof Error && isTemporalWrapper(current) && current.cause !== undefined)
    current = current.cause;
  return current;
}

function isTemporalWrapper(error: Error): boolean {
  return [
    'WorkflowFailedError',
    'WorkflowUpdateFailedError',
    'ActivityFailure',
    'ChildWorkflowFailure',
  ].includes(error.name);
}

function errorType(error: unknown): string {
  const cause = rootCause(error);
  if (!(cause instanceof Error)) return '';
  if ('type' in cause && typeof cause.type === 'string') return cause.type;
  return cause.name;
}

/** 130 for SIGINT, 143 for SIGTERM: what a shell reports of a program that a signal ended. */
export function exitCodeOfSignal(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

/** Resolves at the first SIGINT, SIGTERM or SIGHUP; the second one ends the process at once. */
export function untilInterrupted(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(exitCodeOfSignal(signal));
        asked = true;
        resolve(signal);
      });
    }
  });
}
