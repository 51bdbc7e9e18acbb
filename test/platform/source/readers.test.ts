import { expect, it } from 'vitest';
import { dayOf } from '../../../platform/source/readers.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';

it.each([
  ['20210105', '2021-01-05'],
  ['2021-01-05', '2021-01-05'],
  ['20210231', null],
  ['210105', null],
  ['2021-01-05 10:00:00', null],
  ['', null],
  [null, null],
])('reads %j as the day %s', async (text, day) => {
  const session = await openTestSession();
  expect(
    await session.rows(`select ${dayOf('text')} as day from (select $text::varchar as text)`, { text }),
  ).toEqual([{ day }]);
});
