import { describe, expect, it } from 'vitest';
import { runTrainerTask } from '../../../platform/trainer/run-trainer-task.ts';
import { isAlive, locate, watchChild } from './watch-children.ts';

async function countEpochs(options: { memoryLimitMb?: number; onProgress?: () => void } = {}) {
  const { result, peakRssMb } = await runTrainerTask({
    task: locate('count-epochs'),
    input: { epochs: 1 },
    ...options,
  });
  return { pid: watchChild((result as { pid: number }).pid), peakRssMb };
}

describe('a child whose task ended well', () => {
  it('does the next one, of another module too', async () => {
    const first = await countEpochs();
    const second = await runTrainerTask({ task: locate('use-memory'), input: { megabytes: 1 } });
    const third = await countEpochs();
    expect([(second.result as { pid: number }).pid, third.pid]).toEqual([first.pid, first.pid]);
  });

  it('serves one task at a time', async () => {
    const [one, other] = await Promise.all([countEpochs(), countEpochs()]);
    expect(one.pid).not.toBe(other.pid);
  });

  it('does none that has another memory limit', async () => {
    const limited = await countEpochs({ memoryLimitMb: 500 });
    expect((await countEpochs()).pid).not.toBe(limited.pid);
    expect((await countEpochs({ memoryLimitMb: 500 })).pid).toBe(limited.pid);
  });

  it.runIf(process.platform === 'linux')(
    'reports the peak of each task, not of those before it',
    async () => {
      const large = await runTrainerTask({ task: locate('use-memory'), input: { megabytes: 300 } });
      const small = await countEpochs();
      expect(small.pid).toBe((large.result as { pid: number }).pid);
      expect(large.peakRssMb - small.peakRssMb).toBeGreaterThan(150);
    },
  );

  it('goes when no other task comes', { timeout: 30_000 }, async () => {
    const { pid } = await countEpochs();
    expect(isAlive(pid)).toBe(true);
    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
  });
});

describe('a child whose task did not', () => {
  it('does no other', async () => {
    const { pid } = await countEpochs();
    const failed = runTrainerTask({ task: locate('fail'), input: { way: 'throw' } });
    await expect(failed).rejects.toThrow('invalid rows: 0');
    expect(isAlive(pid)).toBe(false);
    expect((await countEpochs()).pid).not.toBe(pid);
  });

  it('is gone where a listener had a fault', async () => {
    const { pid } = await countEpochs();
    const onProgress = () => {
      throw new Error('no room for the heartbeat');
    };
    await expect(countEpochs({ onProgress })).rejects.toThrow('no room for the heartbeat');
    expect(isAlive(pid)).toBe(false);
  });
});
