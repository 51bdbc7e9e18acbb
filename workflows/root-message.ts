import { ApplicationFailure } from '@temporalio/workflow';

/** Message of the failure that started it all: an ActivityFailure only says that an activity failed. */
export function rootMessage(error: unknown): string {
  let current = error;
  while (current instanceof Error && current.cause instanceof Error) current = current.cause;
  if (current instanceof ApplicationFailure && current.type) return `${current.type}: ${current.message}`;
  return current instanceof Error ? current.message : String(current);
}
