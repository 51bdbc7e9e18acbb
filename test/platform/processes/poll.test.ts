import { expect, it } from 'vitest';
import { poll } from '../../../platform/processes/poll.ts';

it('asks until there is a value', async () => {
  const answers = [undefined, undefined, 0];
  expect(await poll(() => answers.shift(), 30_000)).toBe(0);
  expect(answers).toEqual([]);
});

it('asks at least once, and gives up when the time is over', async () => {
  let asked = 0;
  const never = () => {
    asked += 1;
    return undefined;
  };
  expect(await poll(never, 0)).toBeUndefined();
  expect(asked).toBe(1);
});
