import { ApplicationFailure } from '@temporalio/workflow';

/** The failure that started it all: an ActivityFailure only says that an activity failed. */
export function rootCause(error: unknown): { type: string | null; message: string } {
  let current = error;
  while (current instanceof Error && current.cause instanceof Error) current = current.cause;
  if (!(current instanceof Error)) return { type: null, message: String(current) };
  return {
    type: (current instanceof ApplicationFailure && current.type) || null,
    message: current.message,
  };
}

/** The same as one text. */
export function rootMessage(error: unknown): string {
  const { type, message } = rootCause(error);
  return type === null ? message : `${type}: ${message}`;
}
