import { expect, it } from 'vitest';
import {
  ConflictError,
  ContractError,
  CorruptArtifactError,
  messageOf,
  NON_RETRYABLE_TYPES,
  UsageError,
} from '../../platform/errors.ts';

it.each([
  ['ContractError', ContractError, true],
  ['UsageError', UsageError, true],
  ['CorruptArtifactError', CorruptArtifactError, false],
  ['ConflictError', ConflictError, false],
])('%s is known by its name', (name, Type, final) => {
  const error = new Type('what happened');
  expect([error.name, error.message, error instanceof Error]).toEqual([name, 'what happened', true]);
  expect(NON_RETRYABLE_TYPES.some((type) => type === name)).toBe(final);
});

it.each([
  [new Error('broken pipe'), 'broken pipe'],
  ['text', 'text'],
  [undefined, 'undefined'],
])('reads the message of %s', (thrown, message) => {
  expect(messageOf(thrown)).toBe(message);
});
