import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../platform/postgres/database.ts';
import { reservePublication } from '../../../platform/postgres/publications.ts';
import { listReceipts, recordReceipt } from '../../../platform/postgres/receipts.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';

let postgres: TestPostgres;
let database: Database;
beforeAll(async () => {
  postgres = await startTestPostgres();
  database = postgres.database;
});
afterAll(() => postgres?.stop());
beforeEach(() => database.query('truncate publications cascade'));

const scope = { dataset: 'shop', pipeline: 'affiliate-expansion' };
const reserve = (publication_id: string, change: object = {}) =>
  reservePublication(database, {
    ...{ publication_id, ...scope, run_id: 'r1', as_of: '2021-12-15', digest: 'd1', row_count: 2 },
    ...{ suppressed: {}, strategies: null },
    ...change,
  });
it('keeps one receipt for each sink, with what was suppressed', async () => {
  await reserve('p1');
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
