import { expect, it } from 'vitest';
import {
  explainTrainerEnd,
  TrainerCrashedError,
  TrainerOutOfMemoryError,
} from '../../../platform/trainer/trainer-errors.ts';

const end = { task: 'fit.ts', code: null, signal: null, stderr: '' };

it.each([
  ['a full JavaScript heap', { signal: 'SIGABRT', stderr: 'FATAL ERROR: … JavaScript heap out of memory' }],
  ['a failed native allocation', { signal: 'SIGABRT', stderr: "terminate called … 'std::bad_alloc'" }],
  ['a kill from outside', { signal: 'SIGKILL' }],
  ['passing the limit', { signal: 'SIGKILL', overLimitMb: 900, memoryLimitMb: 800 }],
] as const)('takes %s for lack of memory', (_, how) => {
  const error = explainTrainerEnd({ ...end, ...how });
  expect(error).toBeInstanceOf(TrainerOutOfMemoryError);
  expect(error.name).toBe('TrainerOutOfMemoryError');
  expect(error.message).toContain('give the trainer more memory or train on fewer rows');
});

it.each([
  ['a crash', { signal: 'SIGSEGV' }, 'training fit.ts was ended by SIGSEGV before it gave a result'],
  ['an exit', { code: 3 }, 'training fit.ts exited with code 3 before it gave a result'],
] as const)('reports %s as such', (_, how, message) => {
  const error = explainTrainerEnd({ ...end, ...how });
  expect(error).toBeInstanceOf(TrainerCrashedError);
  expect(error.message).toBe(message);
});

it('ends with the last lines of stderr', () => {
  const error = explainTrainerEnd({ ...end, code: 1, stderr: 'loading\ncannot open x.parquet\n' });
  expect(error.message).toMatch(/a result\nloading\ncannot open x\.parquet$/);
});
