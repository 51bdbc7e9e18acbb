import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction, openDatabase } from '../../../platform/postgres/database.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
  await postgres.database.query('create table marks (name text primary key)');
});
afterAll(() => postgres?.stop());

const listMarks = async () => (await postgres.database.query('select name from marks order by 1')).rows;

describe('openDatabase', () => {
  it('reads days as text and counts as numbers, in the schema of Crosslift', async () => {
    const { rows } = await postgres.database.query(
      `select date '2021-02-28' as day, 4400000000::bigint as lines, current_schema() as schema, '한글' as text`,
    );
    expect(rows).toEqual([{ day: '2021-02-28', lines: 4_400_000_000, schema: 'crosslift', text: '한글' }]);
  });

  it('tells whoever asks that there is no server', async () => {
    const database = openDatabase('postgres://crosslift@127.0.0.1:1/crosslift');
    await expect(database.query('select 1')).rejects.toThrow('ECONNREFUSED');
    await database.end();
  });
});

describe('inTransaction', () => {
  it('keeps what was done and returns the result', async () => {
    const result = await inTransaction(postgres.database, async (client) => {
      await client.query(`insert into marks values ('kept')`);
      return 7;
    });
    expect(result).toBe(7);
    expect(await listMarks()).toContainEqual({ name: 'kept' });
  });

  it.each([
    ['our own code', () => Promise.reject(new Error('changed my mind')), 'changed my mind'],
    ['the server', () => postgres.database.query('select nonsense'), 'column "nonsense" does not exist'],
  ])('keeps nothing after an error of %s', async (_, fail, message) => {
    const before = await listMarks();
    await expect(
      inTransaction(postgres.database, async (client) => {
        await client.query(`insert into marks values ('lost')`);
        await fail();
      }),
    ).rejects.toThrow(message);
    expect(await listMarks()).toEqual(before);
  });

  it('gives every connection back, broken ones too', async () => {
    const { database } = postgres;
    for (let attempt = 0; attempt < 10; attempt++) {
      await expect(
        inTransaction(database, (client) => client.query('select pg_terminate_backend(pg_backend_pid())')),
      ).rejects.toThrow();
    }
    expect((await database.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    expect(database.waitingCount).toBe(0);
  });
});
