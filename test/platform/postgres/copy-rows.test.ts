import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { copyRows } from '../../../platform/postgres/copy-rows.ts';
import { inTransaction } from '../../../platform/postgres/database.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
  await postgres.database.query('create table messages (id integer primary key, text text, score float8)');
});
afterAll(() => postgres?.stop());
beforeEach(() => postgres.database.query('truncate messages'));

function copy(csv: string): Promise<void> {
  const path = join(makeTemporaryDirectory(), 'rows.csv');
  writeFileSync(path, csv);
  return inTransaction(postgres.database, (client) => copyRows(client, 'messages (id, text, score)', path));
}
const listRows = async () => (await postgres.database.query('select * from messages order by id')).rows;

it('copies text as it is: commas, quotes, line ends, Korean, empty and missing', async () => {
  await copy('id,text,score\n1,"a, ""b""\nc",0.1\n2,한글,\n3,"",1e-3\n4,,\n');
  expect(await listRows()).toEqual([
    { id: 1, text: 'a, "b"\nc', score: 0.1 },
    { id: 2, text: '한글', score: null },
    { id: 3, text: '', score: 0.001 },
    { id: 4, text: null, score: null },
  ]);
});

it('copies all or nothing', async () => {
  await expect(copy('id,text,score\n1,a,0.1\n1,b,0.2\n')).rejects.toThrow('duplicate key');
  expect(await listRows()).toEqual([]);
});

it('copies more than fits in one buffer', async () => {
  const lines = Array.from({ length: 50_000 }, (_, id) => `${id},text of ${id},0.5`);
  await copy(`id,text,score\n${lines.join('\n')}\n`);
  const { rows } = await postgres.database.query('select count(*) as rows, max(id) as last from messages');
  expect(rows).toEqual([{ rows: 50_000, last: 49_999 }]);
});

it('says which file is missing and leaves the connection usable', async () => {
  await expect(
    inTransaction(postgres.database, (client) => copyRows(client, 'messages (id)', '/nowhere/rows.csv')),
  ).rejects.toThrow('/nowhere/rows.csv');
  expect(await listRows()).toEqual([]);
});
