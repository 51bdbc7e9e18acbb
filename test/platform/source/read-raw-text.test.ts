import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { FoundTable } from '../../../platform/source/find-tables.ts';
import { checkRawColumns, readRawText } from '../../../platform/source/read-raw-text.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';

function write(text: string, format: FoundTable['format'] = 'csv'): FoundTable {
  const path = join(makeTemporaryDirectory(), `visits.${format}`);
  writeFileSync(path, text);
  const columns = { cust: { type: 'text' }, chnl_dv: { type: 'integer' } } as const;
  const contract = { name: 'visits', files: ['visits'], columns, sort: ['cust'], maxBadShare: 0 };
  return { contract, path, format, gzipped: false };
}

it('reads every value as text and lists the lines that are no rows', async () => {
  const session = await openTestSession();
  await readRawText(session, write('cust,chnl_dv,note\n007,1,a\nM2\nM3,2,b,c\nM4,x,\n'));
  expect(await session.rows('select * from raw_text')).toEqual([
    { cust: '007', chnl_dv: '1', note: 'a' },
    { cust: 'M4', chnl_dv: 'x', note: null },
  ]);
  expect(await session.rows('select * from rejected_lines order by source_row')).toEqual([
    { source_row: 2, place: 1, column_name: 'chnl_dv', value: 'M2', rule: 'missing columns' },
    { source_row: 3, place: 2, column_name: null, value: 'M3,2,b,c', rule: 'too many columns' },
  ]);
});

it('forgets the rejected lines of the table before', async () => {
  const session = await openTestSession();
  await readRawText(session, write('cust,chnl_dv\nM1,1\nM2\n'));
  await readRawText(session, write('cust,chnl_dv\nM1,1\n'));
  expect(await session.rows('select * from rejected_lines')).toEqual([]);
  await readRawText(session, write('{"cust":"M1","chnl_dv":1}\n', 'jsonl'));
  expect(await session.rows('select * from rejected_lines')).toEqual([]);
});

it('passes a cancellation on as one', async () => {
  const session = await openTestSession({ signal: AbortSignal.abort() });
  await expect(readRawText(session, write('cust,chnl_dv\nM1,1\n'))).rejects.toMatchObject({
    name: 'AbortError',
  });
});

it('checks columns without reading the rows', async () => {
  const session = await openTestSession();
  const table = write('cust,de_dt\nM1,20210105\n');
  await checkRawColumns(session, table, ['de_dt']);
  await expect(checkRawColumns(session, table, ['cust', 'de_hr', 'br_c'])).rejects.toMatchObject({
    name: 'ContractError',
    message: `${table.path} lacks column de_hr, br_c (table visits; it has cust, de_dt)`,
  });
});
