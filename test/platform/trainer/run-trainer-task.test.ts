import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runTrainerTask } from '../../../platform/trainer/run-trainer-task.ts';
import { forgetChild, isAlive, locate, watchChild } from './watch-children.ts';

describe('a task that ends well', () => {
  it('reports progress while it blocks its event loop, then the result and its memory', async () => {
    const heard: string[] = [];
    const { result, peakRssMb } = await runTrainerTask({
      task: locate('count-epochs'),
      input: { epochs: 3 },
      onProgress: (fraction, note) => heard.push(`${fraction.toFixed(2)} ${note}`),
    });
    expect(heard).toEqual(['0.33 epoch 1', '0.67 epoch 2', '1.00 epoch 3']);
    expect(result).toMatchObject({ epochs: 3, threads: '1', pid: expect.any(Number) });
    expect(peakRssMb).toBeGreaterThan(20);
    watchChild((result as { pid: number }).pid);
  });

  it('takes an absolute path as well', async () => {
    const { result } = await runTrainerTask({
      task: fileURLToPath(locate('count-epochs')),
      input: { epochs: 1 },
    });
    expect(result).toMatchObject({ epochs: 1 });
  });
});

describe('abort', () => {
  it('kills a child that is blocked and rejects when it is gone', async () => {
    const controller = new AbortController();
    let pid = 0;
    const run = runTrainerTask({
      task: locate('block-forever'),
      input: null,
      signal: controller.signal,
      onProgress: (_, note) => {
        pid = watchChild(Number(note));
        controller.abort(new Error('cancelled by a person'));
      },
    });
    await expect(run).rejects.toMatchObject({
      name: 'AbortError',
      message: expect.stringContaining('cancelled by a person'),
    });
    expect(pid).toBeGreaterThan(0);
    expect(isAlive(pid)).toBe(false);
  });

  it('starts nothing when it was aborted before', async () => {
    await expect(
      runTrainerTask({ task: locate('count-epochs'), input: null, signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe.runIf(process.platform === 'linux')('the death of the parent', () => {
  it('ends a child that is blocked', async () => {
    const parent = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(locate('parent'))], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    watchChild(parent.pid!);
    const lines = createInterface({ input: parent.stdout });
    const [line] = (await once(lines, 'line')) as [string];
    const pid = watchChild(Number(line));
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    forgetChild(parent.pid!);
    // A zombie nobody reaps keeps its entry, but has no program any more.
    await expect.poll(() => existsSync(`/proc/${pid}/exe`), { timeout: 10_000 }).toBe(false);
    forgetChild(pid);
  });
});

describe('a task that fails', () => {
  const fail = (way: string, memoryLimitMb?: number) =>
    runTrainerTask({ task: locate('fail'), input: { way }, ...(memoryLimitMb && { memoryLimitMb }) });

  it('rejects with the name and message of its own error', async () => {
    await expect(fail('throw')).rejects.toMatchObject({
      name: 'UnusableRowsError',
      message: 'invalid rows: 0 (expected at least 1)',
      stack: expect.stringContaining('fail.ts'),
    });
  });

  it('says how it ended when it left no word', async () => {
    await expect(fail('exit')).rejects.toMatchObject({
      name: 'TrainerCrashedError',
      message: expect.stringContaining('exited with code 7 before it gave a result'),
    });
    await expect(fail('signal')).rejects.toMatchObject({
      name: 'TrainerCrashedError',
      message: expect.stringContaining('was ended by SIGSEGV'),
    });
  });

  it('tells a full heap and a kill from outside from other ends', async () => {
    await expect(fail('heap', 64)).rejects.toMatchObject({
      name: 'TrainerOutOfMemoryError',
    });
    await expect(fail('killed')).rejects.toMatchObject({
      name: 'TrainerOutOfMemoryError',
      message: expect.stringContaining('killed from outside'),
    });
  });

  it.runIf(process.platform === 'linux')(
    'is ended when memory outside the heap passes the limit',
    async () => {
      await expect(fail('buffers', 300)).rejects.toMatchObject({
        name: 'TrainerOutOfMemoryError',
        message: expect.stringMatching(/used \d+ MB \(limit 300 MB\)/),
      });
    },
  );

  it('refuses a result, an input or a module that cannot be used', async () => {
    await expect(fail('nothing')).rejects.toThrow('invalid task result.loss: NaN (expected plain JSON)');
    await expect(
      runTrainerTask({ task: locate('fail'), input: { at: new Date(0) } as never }),
    ).rejects.toThrow('invalid task input.at: Date (expected plain JSON)');
    await expect(runTrainerTask({ task: locate('parent/none'), input: null })).rejects.toThrow('none.ts');
    await expect(runTrainerTask({ task: './fail.ts', input: null })).rejects.toThrow(
      'invalid task: ./fail.ts (expected a file URL or an absolute path)',
    );
  });

  it('passes on the fault of a listener and ends the child', async () => {
    let pid = 0;
    const run = runTrainerTask({
      task: locate('block-forever'),
      input: null,
      onProgress: (_, note) => {
        pid = watchChild(Number(note));
        throw new Error('no room for the heartbeat');
      },
    });
    await expect(run).rejects.toThrow('no room for the heartbeat');
    expect(isAlive(pid)).toBe(false);
  });
});
