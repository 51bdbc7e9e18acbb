import { createHash } from 'node:crypto';
import { getEventListeners } from 'node:events';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openSession } from '../../../platform/duckdb/session.ts';
import { readMemoryMb } from '../../../platform/trainer/process-memory.ts';
import { makeTestDirectory, openTestSession } from './open-test-session.ts';

describe('openSession', () => {
  it('applies its limits', async () => {
    const session = await openTestSession({ threads: 1 });
    expect(
      await session.rows(
        `select name, value from duckdb_settings()
        where name in ('memory_limit', 'threads', 'temp_directory', 'TimeZone') order by name`,
      ),
    ).toEqual([
      { name: 'TimeZone', value: 'UTC' },
      { name: 'memory_limit', value: '512.0 MiB' },
      { name: 'temp_directory', value: join(tmpdir(), 'crosslift-scratch') },
      { name: 'threads', value: '1' },
    ]);
  });

  // Linux refuses to start a process from one that has reserved more than the machine has: no trainer would begin.
  it.runIf(process.platform === 'linux')(
    'reserves no address space for what it may come to need',
    async () => {
      const before = readMemoryMb('self', 'VmSize')!;
      await openTestSession();
      expect(readMemoryMb('self', 'VmSize')! - before).toBeLessThan(1_000);
    },
  );

  it.each(['threads', 'memoryLimitMb'])('refuses a %s that means nothing', async (name) => {
    const options = { memoryLimitMb: 512, threads: 1, scratchDir: tmpdir(), [name]: 0 };
    await expect(openSession(options)).rejects.toThrow(`invalid ${name}: 0 (expected a positive integer)`);
  });
});

describe('rows', () => {
  it('names columns as the query does', async () => {
    const session = await openTestSession();
    expect(await session.rows(`select 1 as visits, 'M1' as customer`)).toEqual([
      { visits: 1, customer: 'M1' },
    ]);
  });

  it('says what DuckDB says about a wrong query', async () => {
    const session = await openTestSession();
    await expect(session.rows('select * from raw.visits')).rejects.toThrow(
      'Catalog Error: Table with name "raw.visits" does not exist',
    );
  });
});

describe('columnNames', () => {
  it('names those of a table and of a view, in their order', async () => {
    const session = await openTestSession();
    await session.run(`create table days as select 'M2' as id, date '2021-01-01' as "a day"`);
    await session.run('create schema marts');
    await session.run('create view marts.ids as select id, 1 as visits from days');
    expect(await session.columnNames('days')).toEqual(['id', 'a day']);
    expect(await session.columnNames('marts.ids')).toEqual(['id', 'visits']);
  });
});

describe('Parquet', () => {
  const query = `select (i * 7919) % 1000 as bucket, 'M' || i as customer, [$rows] as list
    from range(300000) as numbers (i) where i < $rows`;

  it.each([
    ['by a column that rows share', { orderBy: ['bucket'] }],
    ['by a key', { orderBy: ['customer'], isUnique: true }],
  ])('is written with the same bytes whatever the threads, %s', async (_, order) => {
    const directory = await makeTestDirectory();
    const digests = new Set<string>();
    for (const threads of [1, 2, 2]) {
      const session = await openTestSession({ threads });
      const path = join(directory, 'rows.parquet');
      await session.copyToParquet({ query, params: { rows: 290_000 } }, path, order);
      digests.add(
        createHash('sha256')
          .update(await readFile(path))
          .digest('hex'),
      );
    }
    expect(digests.size).toBe(1);
  });

  it('comes back whole and in order', async () => {
    const session = await openTestSession();
    const path = join(await makeTestDirectory(), `it's here.parquet`);
    await session.run('create schema raw');
    await session.run(
      `create table raw.codes as
      from (values ('B01', 2), ('A01', 1), ('A01', 0)) as codes (code, visits)`,
    );
    await session.copyToParquet({ table: 'raw.codes' }, path, { orderBy: ['code'] });
    await session.viewParquet('raw.copies', path, path);
    const expected = [
      { code: 'A01', visits: 0 },
      { code: 'A01', visits: 1 },
      { code: 'B01', visits: 2 },
    ];
    expect(await session.rows('select * from raw.copies')).toEqual([...expected, ...expected]);
  });

  it('names a file that is not there', async () => {
    const session = await openTestSession();
    await expect(session.viewParquet('copies', '/nowhere/missing.parquet')).rejects.toThrow(
      '/nowhere/missing.parquet',
    );
  });
});

describe('cancellation', () => {
  const endless = 'select count(*) from range(1000000000000) as numbers (i) where i % 7 = 3';
  /** The session listens only while a query is running. */
  const queryStarted = (signal: AbortSignal) =>
    vi.waitUntil(() => getEventListeners(signal, 'abort').length > 0);

  it('ends the running query and refuses the next ones', async () => {
    const controller = new AbortController();
    const session = await openTestSession({ signal: controller.signal });
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
    const cancelled = await openTestSession({ signal: controller.signal });
    const other = await openTestSession();
    const running = cancelled.columns(endless);
    await queryStarted(controller.signal);
    controller.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(await other.rows('select 1 as one')).toEqual([{ one: 1 }]);
  });
});
