import { WorkflowFailedError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ActivityFailure, ApplicationFailure, CancelledFailure, RetryState } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { describeError, exitCodeOf, exitCodeOfSignal } from '../../cli/command.ts';
import { ConflictError, ContractError, UsageError } from '../../platform/errors.ts';

/** What a client is given when a step of a run has failed. */
function failRun(cause: Error): WorkflowFailedError {
  const activity = new ActivityFailure(
    'Activity task failed',
    'ingestSource',
    '3',
    RetryState.NON_RETRYABLE_FAILURE,
    'worker',
    cause,
  );
  return new WorkflowFailedError('Workflow execution failed', activity, RetryState.NON_RETRYABLE_FAILURE);
}
/** What a client is given when the activity behind an update has failed. */
function failUpdate(cause: Error): WorkflowUpdateFailedError {
  return new WorkflowUpdateFailedError('Workflow Update failed', failRun(cause).cause);
}
const contract = ApplicationFailure.nonRetryable('visits.csv lacks column cust', 'ContractError');

describe('the exit code', () => {
  it.each([
    ['2 for wrong usage', new UsageError('no run begins with x'), 2],
    ['2 for a source that breaks its contract', new ContractError('visits.csv lacks column cust'), 2],
    ['2 for the same found by a step of the run', failRun(contract), 2],
    ['2 for the same as the answer to an update', failUpdate(contract), 2],
    ['1 for what else a step throws', failRun(ApplicationFailure.retryable('changed', 'ConflictError')), 1],
    ['1 for a cancelled run', failRun(new CancelledFailure('cancelled')), 1],
    ['1 for a conflict', new ConflictError('changed'), 1],
    ['1 for any other error', new Error('connection refused'), 1],
    ['1 for what is no error', 'text', 1],
  ])('is %s', (_, error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });

  it.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('is that of a shell for %s: %d', (signal, code) => {
    expect(exitCodeOfSignal(signal)).toBe(code);
  });
});

describe('what a person is told', () => {
  it.each([
    ['the message of an error', new Error('connection refused'), 'connection refused'],
    ["a step's own message, not that an activity failed", failRun(contract), 'visits.csv lacks column cust'],
    ['the answer to an update, not that it failed', failUpdate(contract), 'visits.csv lacks column cust'],
    ['no deeper cause than what the step says', failRunWithCause(), 'visits.csv lacks column cust'],
  ])('is %s', (_, error, text) => {
    expect(describeError(error)).toBe(text);
  });
});

function failRunWithCause(): WorkflowFailedError {
  const message = 'visits.csv lacks column cust';
  return failRun(
    ApplicationFailure.create({ message, type: 'ContractError', cause: new Error('Binder Error') }),
  );
}
