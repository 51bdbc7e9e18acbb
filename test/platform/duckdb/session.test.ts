import { createHash } from 'node:crypto';
import { getEventListeners } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listsOf, numbersOf, stringsOf } from '../../../platform/duckdb/column-table.ts';
import { type DuckDBSession, openSession } from '../../../platform/duckdb/session.ts';

let directory: string;
const opened: DuckDBSession[] = [];

async function open(options: { threads?: number; signal?: AbortSignal } = {}): Promise<DuckDBSession> {
  const session = await openSession({
    memoryLimitMb: 512,
    threads: options.threads ?? 2,
    scratchDir: join(directory, 'scratch'),
    signal: options.signal,
  });
  opened.push(session);
  return session;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'crosslift-session-'));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((session) => session.close()));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('openSession', () => {
  it('applies its limits', async () => {
    const session = await open({ threads: 1 });
    expect(
      await session.rows(
        `select name, value from duckdb_settings()
        where name in ('memory_limit', 'threads', 'temp_directory', 'TimeZone') order by name`,
      ),
    ).toEqual([
      { name: 'TimeZone', value: 'UTC' },
      { name: 'memory_limit', value: '512.0 MiB' },
      { name: 'temp_directory', value: join(directory, 'scratch') },
      { name: 'threads', value: '1' },
    ]);
  });

  it('refuses limits that mean nothing', async () => {
    const limits = { memoryLimitMb: 512, scratchDir: directory };
    await expect(openSession({ ...limits, threads: 0 })).rejects.toThrow(
      'invalid threads: 0 (expected a positive integer)',
    );
  });
});

describe('rows', () => {
  it('gives JSON-safe values for every type a mart may hold', async () => {
    const session = await open();
    const rows = await session.rows(`select
      count(*) as big, sum(i) as huge, 12.50::decimal(18, 2) as money, date '2021-02-28' as day,
      timestamp '2021-02-28 15:00:00' as moment, [1, null] as list, { code: 'A01' } as record, null as nothing
      from range(3) as numbers (i)`);
    expect(rows).toEqual([
      {
        big: 3,
        huge: 3,
        money: 12.5,
        day: '2021-02-28',
        moment: '2021-02-28 15:00:00',
        list: [1, null],
        record: { code: 'A01' },
        nothing: null,
      },
    ]);
  });

  it('refuses what JSON would change, naming the column', async () => {
    const session = await open();
    await expect(session.rows('select 9007199254740993 as receipts')).rejects.toThrow(
      'column receipts: 9007199254740993 is above 2^53 (cast it to text in the SQL)',
    );
    await expect(session.rows(`select 'nan'::double as share`)).rejects.toThrow('column share: NaN');
  });
});

describe('parameters', () => {
  it('bind with their own type', async () => {
    const session = await open();
    const params = {
      day: { date: '2021-02-28' },
      moment: { timestamp: '2021-02-28 23:00:00' },
      text: '2021-02-28',
      small: 7,
      large: 3_000_000_000,
      share: 0.5,
      flag: true,
      codes: ['A01', 'B01'],
      none: null,
    };
    const [row] = await session.rows<Record<string, string>>(
      `select ${Object.keys(params)
        .map((name) => `typeof($${name}) as ${name}`)
        .join(', ')}, $moment < $day + 1 as before_next_day`,
      params,
    );
    expect(row).toEqual({
      day: 'DATE',
      moment: 'TIMESTAMP',
      text: 'VARCHAR',
      small: 'INTEGER',
      large: 'BIGINT',
      share: 'DOUBLE',
      flag: 'BOOLEAN',
      codes: 'VARCHAR[]',
      none: '"NULL"',
      before_next_day: true,
    });
  });

  it.each([
    [{ date: '2021-02-30' }, 'invalid $value: 2021-02-30 (expected a day like 2021-07-01)'],
    [{ timestamp: '2021-02-28' }, 'expected a moment like 2021-07-01 15:00:00'],
    [Number.NaN, 'invalid $value: NaN (expected a finite number)'],
    [2 ** 53, 'expected an integer below 2^53'],
  ])('refuses %o', async (value, message) => {
    const session = await open();
    await expect(session.rows('select $value as value', { value })).rejects.toThrow(message);
  });

  it('must all be given, and no others', async () => {
    const session = await open();
    await expect(session.run('select $as_of', {})).rejects.toThrow('as_of');
    await expect(session.run('select 1', { as_of: 1 })).rejects.toThrow();
  });
});

describe('columns', () => {
  it('reads more than one chunk into typed arrays', async () => {
    const session = await open();
    const table = await session.columns(`select
      i::integer as id, (i / 4)::float as quarter, if(i = 1, null, i::decimal(18, 2)) as money,
      if(i = 2, null, 'M' || i) as customer, i % 2 = 0 as even,
      if(i = 3, null, list_transform(range(i % 3), lambda x: x::integer)) as counts
      from range(5000) as numbers (i) order by i`);
    expect(table.rows).toBe(5000);
    expect(numbersOf(table, 'id')).toBeInstanceOf(Int32Array);
    expect(numbersOf(table, 'id')[4999]).toBe(4999);
    expect(numbersOf(table, 'quarter')).toBeInstanceOf(Float32Array);
    expect(numbersOf(table, 'quarter')[4999]).toBe(1249.75);
    expect([...numbersOf(table, 'money').slice(0, 3)]).toEqual([0, Number.NaN, 2]);
    expect([...numbersOf(table, 'even').slice(0, 3)]).toEqual([1, 0, 1]);
    expect(stringsOf(table, 'customer').slice(0, 3)).toEqual(['M0', 'M1', null]);
    const counts = listsOf(table, 'counts');
    expect([...counts.offsets.slice(0, 7)]).toEqual([0, 0, 1, 3, 3, 4, 6]);
    expect([...(counts.values as Int32Array).slice(0, 6)]).toEqual([0, 0, 1, 0, 0, 1]);
    expect(counts.offsets[5000]).toBe((counts.values as Int32Array).length);
  });

  it('keeps names and types when there is no row', async () => {
    const session = await open();
    const table = await session.columns('select 1.5::double as score where false');
    expect(table).toEqual({ rows: 0, columns: { score: new Float64Array(0) } });
  });

  it('refuses integers it cannot hold and says how to fix it', async () => {
    const session = await open();
    await expect(session.columns('select 1::bigint as visits')).rejects.toThrow(
      'column visits: BIGINT has no array form (cast it to integer, double or varchar)',
    );
    await expect(session.columns('select null::integer as visits')).rejects.toThrow(
      'column visits: null among integers',
    );
  });

  it('say which ones there are when another is asked for', async () => {
    const session = await open();
    const table = await session.columns('select 1 as visits');
    expect(() => numbersOf(table, 'visit')).toThrow('no column visit (the result has visits)');
    expect(() => stringsOf(table, 'visits')).toThrow('column visits: expected strings');
  });
});

describe('appendColumns', () => {
  it('returns what was put in', async () => {
    const session = await open();
    const score = Float64Array.from({ length: 3000 }, (_, i) => (i === 5 ? Number.NaN : i / 7));
    const customer = Array.from({ length: 3000 }, (_, i) => (i === 6 ? null : `M${i}`));
    const id = Int32Array.from({ length: 3000 }, (_, i) => i);
    await session.appendColumns('scores', { id, score, customer });
    const table = await session.columns('select id, score, customer from scores order by id');
    expect(table).toEqual({ rows: 3000, columns: { id, score, customer } });
    expect(await session.rows('select id from scores where score is null')).toEqual([{ id: 5 }]);
  });

  it('refuses columns of different lengths', async () => {
    const session = await open();
    const columns = { id: Int32Array.of(1, 2), score: Float32Array.of(1) };
    await expect(session.appendColumns('scores', columns)).rejects.toThrow(
      'column score: 1 values (expected 2, as in the first column)',
    );
  });
});

describe('Parquet', () => {
  const query = `select (i * 7919) % 1000 as bucket, 'M' || i as customer, i % 3 = 0 as flag
    from range(300000) as numbers (i) where i < $rows`;

  it('is written with the same bytes whatever the threads', async () => {
    const digests = new Set<string>();
    for (const threads of [1, 2, 2]) {
      const session = await open({ threads });
      const path = join(directory, `threads-${digests.size}-${threads}.parquet`);
      await session.copyToParquet({ query, params: { rows: 290_000 } }, path, { orderBy: ['bucket'] });
      digests.add(
        createHash('sha256')
          .update(await readFile(path))
          .digest('hex'),
      );
    }
    expect(digests.size).toBe(1);
  });

  it('comes back whole and in order', async () => {
    const session = await open();
    const path = join(directory, 'round trip.parquet');
    await session.run(`create schema raw`);
    await session.run(
      `create table raw.codes as select * from (values ('B01', 2), ('A01', 1), ('A01', 0)) as codes (code, visits)`,
    );
    await session.copyToParquet({ table: 'raw.codes' }, path, { orderBy: ['code'] });
    await session.importParquet('raw.copies', path, path);
    const expected = [
      { code: 'A01', visits: 0 },
      { code: 'A01', visits: 1 },
      { code: 'B01', visits: 2 },
    ];
    expect(await session.rows('select * from raw.copies')).toEqual([...expected, ...expected]);
  });

  it('names a file that is not there', async () => {
    const session = await open();
    await expect(session.importParquet('copies', join(directory, 'missing.parquet'))).rejects.toThrow(
      'missing.parquet',
    );
  });

  it('takes plain names only', async () => {
    const session = await open();
    await expect(
      session.copyToParquet({ table: 'a; drop table b' }, join(directory, 'x.parquet'), { orderBy: [] }),
    ).rejects.toThrow('invalid name: "a; drop table b" (expected name or schema.name)');
  });
});

describe('describe', () => {
  it('shows columns and parameters without running', async () => {
    const session = await open();
    expect(await session.describe('select $as_of::date as day, count(*)::integer as visits')).toEqual({
      columns: [
        { name: 'day', type: 'DATE' },
        { name: 'visits', type: 'INTEGER' },
      ],
      parameters: ['as_of'],
    });
  });
});

describe('cancellation', () => {
  const endless = 'select count(*) from range(1000000000000) as numbers (i) where i % 7 = 3';

  /** The session listens only while a query is running. */
  const queryStarted = (signal: AbortSignal) =>
    vi.waitUntil(() => getEventListeners(signal, 'abort').length > 0);

  it('ends the running query and refuses the next ones', async () => {
    const controller = new AbortController();
    const session = await open({ signal: controller.signal });
    const running = session.run(endless);
    const waiting = session.run('select 1');
    await queryStarted(controller.signal);
    controller.abort(new Error('worker is stopping'));
    await expect(running).rejects.toMatchObject({
      name: 'AbortError',
      cause: new Error('worker is stopping'),
    });
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await expect(session.run('select 1')).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('leaves other sessions alone', async () => {
    const controller = new AbortController();
    const cancelled = await open({ signal: controller.signal });
    const other = await open();
    const running = cancelled.columns(endless);
    await queryStarted(controller.signal);
    controller.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(await other.rows('select 1 as one')).toEqual([{ one: 1 }]);
  });
});
