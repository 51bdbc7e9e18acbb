import { expect, it } from 'vitest';
import { readMemoryMb, readPeakRssMb } from '../../../platform/trainer/process-memory.ts';

it.runIf(process.platform === 'linux')('reads what a process uses, and its peak, in MB', () => {
  const before = readMemoryMb('self', 'VmRSS')!;
  let block: Buffer | undefined = Buffer.alloc(100 * 2 ** 20, 1);
  const during = readMemoryMb(process.pid, 'VmRSS')!;
  expect(during - before).toBeGreaterThan(60);
  expect(block.length).toBe(100 * 2 ** 20);
  block = undefined;
  expect(readPeakRssMb()).toBeGreaterThanOrEqual(during);
});

it('knows nothing of a process that is gone', () => {
  expect(readMemoryMb(2 ** 30, 'VmRSS')).toBeUndefined();
});
