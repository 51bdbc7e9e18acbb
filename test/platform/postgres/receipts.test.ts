import { beforeEach, expect, it } from 'vitest';
import { listReceipts, recordReceipt } from '../../../platform/postgres/receipts.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';
import { reserveDraft } from './reserve.ts';

const database = await openTestDatabase();
beforeEach(() => database.query('truncate publications, strategies, arms cascade'));

it('keeps one receipt for each sink, with what was suppressed', async () => {
  await reserveDraft(database, 'p1');
  const receipt = {
    publication_id: 'p1',
    sink: 'files',
    row_count: 2,
    location: '/v1',
    suppressed: { already_paid: 3 },
  };
  await recordReceipt(database, receipt);
  await recordReceipt(database, { ...receipt, location: '/elsewhere' });
  await recordReceipt(database, { ...receipt, sink: 'postgres' });
  const rows = await listReceipts(database, ['p1']);
  expect(rows.map(({ delivered_at, publication_id, ...row }) => row)).toEqual([
    { sink: 'files', row_count: 2, location: '/v1', suppressed: { already_paid: 3 } },
    { sink: 'postgres', row_count: 2, location: '/v1', suppressed: { already_paid: 3 } },
  ]);
});
