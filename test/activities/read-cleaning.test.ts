import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readCleaning } from '../../activities/read-cleaning.ts';
import { makeTestDirectory, openTestSession } from '../platform/duckdb/open-test-session.ts';

it('names each count after its table and kind', async () => {
  const session = await openTestSession();
  const path = join(await makeTestDirectory(), 'cleaning_counts.parquet');
  const query = `select * from (values ('payments_matched', 'payments', 7), ('lines_merged', 'purchases', 0))
    as counts (kind, source_table, occurrences)`;
  await session.copyToParquet({ query }, path, { orderBy: ['kind'] });
  expect(await readCleaning(session, path)).toEqual({
    'cleaning.payments.payments_matched': 7,
    'cleaning.purchases.lines_merged': 0,
  });
});
