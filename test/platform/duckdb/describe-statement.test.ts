import { expect, it } from 'vitest';
import { openTestSession } from './open-test-session.ts';

it('shows columns and parameters without running', async () => {
  const session = await openTestSession();
  expect(
    await session.describe(`select $as_of::date as day, error('ran')::integer as visits where 1 < $least`),
  ).toEqual({
    columns: [
      { name: 'day', type: 'DATE' },
      { name: 'visits', type: 'INTEGER' },
    ],
    parameters: ['as_of', 'least'],
  });
});

it('asks for a type where only a value would tell', async () => {
  const session = await openTestSession();
  await expect(session.describe('select 1 as visits, [$code] as codes')).rejects.toThrow(
    'a column takes its type from a parameter (write $name::type)',
  );
});
