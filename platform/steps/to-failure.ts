import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { ZodError, z } from 'zod';
import { messageOf, NON_RETRYABLE_TYPES } from '../errors.ts';

/** What a Temporal activity should throw for an error: typed, and final where no retry can mend it. */
export function toFailure(error: unknown): Error {
  if (error instanceof ApplicationFailure || error instanceof CancelledFailure) return error;
  if (error instanceof ZodError)
    return ApplicationFailure.nonRetryable(z.prettifyError(error), 'ContractError');
  if (!(error instanceof Error)) return new Error(messageOf(error));
  if (error.name === 'AbortError') return new CancelledFailure(error.message);
  if (NON_RETRYABLE_TYPES.some((type) => type === error.name)) {
    return ApplicationFailure.create({
      message: error.message,
      type: error.name,
      nonRetryable: true,
      cause: error,
    });
  }
  return error;
}
