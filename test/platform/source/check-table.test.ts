import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { AFFILIATE_TABLES } from '../../../models/contracts/tables/affiliate-tables.ts';
import { openSession } from '../../../platform/duckdb/session.ts';
import { checkSource } from '../../../platform/source/check-source.ts';
import { surveySource } from '../../../platform/source/find-tables.ts';
import { writeSnapshot } from '../../../platform/source/write-snapshot.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';
import { GOOD_SOURCE, makeSource } from './make-source.ts';

const ROWS = 1_000_000;

it('reads, checks and sorts a table that is larger than the memory it may use', async () => {
  const directory = await makeSource({ ...GOOD_SOURCE, 'PDDE.csv': undefined });
  const scratch = await makeSource({});
  const writer = await openTestSession();
  await writer.run(
    `copy (
       select 'M' || 1 + i % 2 as cust, 'RECEIPT-' || lpad((i * 7919 % ${ROWS})::varchar, 20, '0') as rct_no, 1 as chnl_dv,
         'A01' as cop_c, 'A010001' as br_c, 'P' || 1 + i % 2 as pd_c, 20210101 + i % 28 as de_dt, i % 24 as de_hr,
         i as buy_am, 1 as buy_ct
       from range(${ROWS}) as numbers(i)
     ) to $path (format parquet)`,
    { path: join(directory, 'PDDE.parquet') },
  );
  const spill = join(scratch, 'spill');
  await mkdir(spill);
  const session = await openSession({ memoryLimitMb: 100, threads: 2, scratchDir: spill });
  onTestFinished(() => session.close());
  const { tables } = await surveySource(directory, AFFILIATE_TABLES);
  let spilled: string[] = [];
  const snapshot = join(scratch, 'purchases.parquet');
  const { problems } = await checkSource(session, tables, {
    timeZone: 'Asia/Seoul',
    scratch,
    async onAccepted(table) {
      if (table.contract.name !== 'purchases') return;
      spilled = await readdir(spill);
      await writeSnapshot(session, table, snapshot);
    },
  });
  expect(problems).toEqual([]);
  expect(spilled).not.toEqual([]);
  const [counts] = await writer.rows(
    `select count(*) as rows, sum(buy_am)::double as total, min(cust) as first, count(distinct rct_no) as receipts
     from read_parquet($snapshot)`,
    { snapshot },
  );
  expect(counts).toEqual({ rows: ROWS, total: (ROWS * (ROWS - 1)) / 2, first: 'M1', receipts: ROWS });
}, 120_000);
