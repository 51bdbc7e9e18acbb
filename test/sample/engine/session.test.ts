import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadRows } from '../../../sample/engine/load-rows.ts';
import { loadSlots } from '../../../sample/engine/load-slots.ts';
import { openSession, type SampleSession } from '../../../sample/engine/session.ts';

let scratchDirectory: string;
let session: SampleSession;
beforeAll(async () => {
  scratchDirectory = await mkdtemp(join(tmpdir(), 'session-'));
  session = await openSession({ seed: 1, threads: 2, memoryLimitMb: 512, scratchDirectory });
});
afterAll(async () => {
  session.close();
  await rm(scratchDirectory, { recursive: true, force: true });
});

test('uniform draws fill (0, 1) evenly and do not correlate across ids or salts', async () => {
  const [row] = await session.rows<Record<string, number>>(
    `select min(u) as low, max(u) as high, avg(u) as mean, stddev(u) as deviation, corr(u, v) as salts, corr(u, w) as ids
    from (
      select uniform(i, 'a') as u, uniform(i, 'b') as v, uniform(i + 1, 'a') as w from range(200000) as t(i)
    )`,
  );
  expect(row!.low).toBeGreaterThan(0);
  expect(row!.high).toBeLessThan(1);
  expect(row!.mean).toBeCloseTo(0.5, 2);
  expect(row!.deviation).toBeCloseTo(Math.sqrt(1 / 12), 2);
  expect(Math.abs(row!.salts!)).toBeLessThan(0.01);
  expect(Math.abs(row!.ids!)).toBeLessThan(0.01);
});

test('normal and geometric draws have their moments', async () => {
  const [row] = await session.rows<Record<string, number>>(
    `select avg(n) as mean, stddev(n) as deviation, avg(g) as count_mean, var_samp(g) as count_variance
    from (
      select normal(i, 'n') as n, draw_geometric(3, i, 'g') as g from range(200000) as t(i)
    )`,
  );
  expect(row!.mean).toBeCloseTo(0, 1);
  expect(row!.deviation).toBeCloseTo(1, 1);
  expect(row!.count_mean).toBeCloseTo(3, 1);
  expect(Math.abs(row!.count_variance! - 12)).toBeLessThan(0.5);
});

test('builds a table named after its file, binding only the parameters it mentions', async () => {
  const file = join(scratchDirectory, 'two-rows.sql');
  await writeFile(file, 'select i, $label as label from range(2) as t(i)');
  await session.build(pathToFileURL(file), { label: 'x', unused: 1 });
  expect(await session.rows('from two_rows order by i')).toEqual([
    { i: 0n, label: 'x' },
    { i: 1n, label: 'x' },
  ]);
});

test('an error names the table', async () => {
  const file = join(scratchDirectory, 'broken.sql');
  await writeFile(file, 'select nothing_like_it');
  await expect(session.build(pathToFileURL(file))).rejects.toThrow(/^sample table broken: .*nothing_like_it/);
});

test('loads rows with text in any script, and slots one per slot', async () => {
  await loadRows(session, 'things', { id: 'INTEGER', name: 'VARCHAR' }, [{ id: 1, name: "가'나" }]);
  expect(await session.rows('from things')).toEqual([{ id: 1, name: "가'나" }]);
  await loadSlots(session, 'coin', { side: 'INTEGER' }, [{ side: 9, value: 5, first: 2, count: 2 }]);
  expect(await session.rows('from coin_slots order by slot')).toEqual([
    { side: 9, value: 5, slot: 2 },
    { side: 9, value: 5, slot: 3 },
  ]);
});
