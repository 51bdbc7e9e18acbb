import { expect, it } from 'vitest';
import { freeAll } from '../../../../models/estimators/native/free-all.ts';

it('frees what was kept, the last first, whether the work ends well or not', async () => {
  const freed: string[] = [];
  const open = (name: string) => ({ name, free: () => freed.push(name) });
  const result = await freeAll(async (keep) => `${keep(open('first')).name}, ${keep(open('second')).name}`);
  expect([result, freed]).toEqual(['first, second', ['second', 'first']]);
  const failing = freeAll(async (keep) => {
    keep(open('third'));
    throw new Error('stop here');
  });
  await expect(failing).rejects.toThrow('stop here');
  expect(freed.at(-1)).toBe('third');
});
