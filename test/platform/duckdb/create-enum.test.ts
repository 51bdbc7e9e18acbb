import { expect, it } from 'vitest';
import { createEnum } from '../../../platform/duckdb/create-enum.ts';
import { openTestSession } from './open-test-session.ts';

it('knows each text once, in order, and no null', async () => {
  const session = await openTestSession();
  const query = `select * from (values ('M2'), ('A9'), (null), ('M1'), ('A9'), ('Z')) as ids(id)
    where id < $end -- all of them`;
  expect(await createEnum(session, 'ids', { column: 'id', query, params: { end: 'Y' } })).toBe(3);
  expect(await session.rows('select enum_range(null::ids) as texts')).toEqual([
    { texts: ['A9', 'M1', 'M2'] },
  ]);
});

it('makes nothing of more than a million texts', async () => {
  const session = await openTestSession();
  const query = `select 'M' || i as id from range(1000001) as ids(i)`;
  expect(await createEnum(session, 'ids', { column: 'id', query })).toBeUndefined();
  await expect(session.rows('select null::ids')).rejects.toThrow('Type with name ids does not exist');
});
