import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConflictError, ContractError, UsageError } from '../../../platform/errors.ts';
import { toFailure } from '../../../platform/steps/to-failure.ts';

function abortError(): Error {
  return Object.assign(new Error('the query was cancelled'), { name: 'AbortError' });
}

describe('what no retry can mend', () => {
  it.each([
    ['ContractError', new ContractError('lacks column cust')],
    ['UsageError', new UsageError('no run begins with x')],
    ['TypeError', new TypeError('x is not a function')],
    ['SyntaxError', new SyntaxError('unexpected token')],
  ])('%s is final, with its type, text and cause', (type, error) => {
    const failure = toFailure(error);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({ type, message: error.message, nonRetryable: true, cause: error });
  });

  it('wrong parameters are a broken contract, told as a person would', () => {
    const parsed = z.strictObject({ seed: z.int(), asOf: z.iso.date() }).safeParse({ seed: 1.5, extra: 1 });
    const failure = toFailure(parsed.error);
    expect(failure).toMatchObject({ type: 'ContractError', nonRetryable: true });
    expect(failure.message).toBe(
      [
        '✖ Unrecognized key: "extra"',
        '✖ Invalid input: expected int, received number',
        '  → at seed',
        '✖ Invalid input: expected string, received undefined',
        '  → at asOf',
      ].join('\n'),
    );
  });
});

describe('what may pass', () => {
  it.each([new Error('connection reset'), new ConflictError('changed meanwhile')])(
    '%s is tried again',
    (error) => {
      expect(toFailure(error)).toBe(error);
    },
  );

  it('what is no error becomes one', () => {
    expect(toFailure('out of memory')).toEqual(new Error('out of memory'));
  });
});

it('an interrupted query is a cancellation', () => {
  expect(toFailure(abortError())).toBeInstanceOf(CancelledFailure);
});

it.each([ApplicationFailure.retryable('busy', 'Busy'), new CancelledFailure('stop')])(
  'passes on what speaks Temporal already: %s',
  (failure) => {
    expect(toFailure(failure)).toBe(failure);
  },
);
