import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, expect, test } from 'vitest';

const module = new URL('../../../platform/bootstrap/lock.mjs', import.meta.url).href;
const { withLock } = await import(module);

const name = `test ${process.pid}`;
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

test('one at a time, and the one that waits is told', async () => {
  const events: string[] = [];
  let waits = 0;
  const work = (id: string) => async () => {
    events.push(`in ${id}`);
    await new Promise(setImmediate);
    events.push(`out ${id}`);
  };
  await Promise.all(['a', 'b', 'c'].map((id) => withLock(name, work(id), () => waits++)));
  for (let i = 0; i < events.length; i += 2) {
    expect(events[i + 1]).toBe(events[i]?.replace('in', 'out'));
  }
  expect(events).toHaveLength(6);
  expect(waits).toBe(2);
});

test('is free again after an error', async () => {
  const failing = withLock(name, async () => {
    throw new Error('no space');
  });
  await expect(failing).rejects.toThrow('no space');
  expect(await withLock(name, async () => 'mine')).toBe('mine');
});

test('is free again when its holder is killed', async () => {
  const program = `
    import { withLock } from ${JSON.stringify(module)};
    await withLock(${JSON.stringify(name)}, () => {
      process.stdout.write('held');
      return new Promise(() => setInterval(() => {}, 1e6));
    });`;
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  children.push(holder);
  await once(holder.stdout, 'data');
  const mine = withLock(
    name,
    async () => 'mine',
    () => holder.kill('SIGKILL'),
  );
  expect(await mine).toBe('mine');
  expect(holder.killed).toBe(true);
});
