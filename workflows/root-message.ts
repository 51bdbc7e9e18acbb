import { ApplicationFailure } from '@temporalio/workflow';

/** What started a failure: its type and details where it is one of ours. */
interface RootCause {
  type: string | null;
  message: string;
  details: readonly unknown[];
}

/** The failure that started it all: an ActivityFailure only says that an activity failed. */
export function rootCause(error: unknown): RootCause {
  let current = error;
  while (current instanceof Error && current.cause instanceof Error) current = current.cause;
  if (!(current instanceof Error)) return { type: null, message: String(current), details: [] };
  const { message } = current;
  if (!(current instanceof ApplicationFailure)) return { type: null, message, details: [] };
  return { type: current.type || null, message, details: current.details ?? [] };
}

/** The same as one text. */
export function rootMessage(error: unknown): string {
  const { type, message } = rootCause(error);
  return type === null ? message : `${type}: ${message}`;
}
