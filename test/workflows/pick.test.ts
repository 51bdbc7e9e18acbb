import { expect, it } from 'vitest';
import { omit, pick } from '../../workflows/pick.ts';

const artifacts = { training: 1, test: 2, encoder: 3 };

it('takes the named artifacts and nothing else, in the order of their names in the call', () => {
  expect(Object.entries(pick(artifacts, 'test', 'training'))).toEqual([
    ['test', 2],
    ['training', 1],
  ]);
  expect(pick(artifacts)).toEqual({});
});

it('ends the run where one is missing: no retry can bring it', () => {
  expect(() => pick<number, string>(artifacts, 'training', 'serving')).toThrow(
    expect.objectContaining({
      name: 'ApplicationFailure',
      nonRetryable: true,
      message: 'no artifact serving (there are training, test, encoder)',
    }),
  );
});

it('leaves one out, there or not', () => {
  expect(omit(artifacts, 'test')).toEqual({ training: 1, encoder: 3 });
  expect(omit(artifacts, 'serving')).toEqual(artifacts);
});
