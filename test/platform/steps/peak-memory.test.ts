import { expect, it, vi } from 'vitest';
import { PeakMemory } from '../../../platform/steps/peak-memory.ts';

const MIB = 2 ** 20;

it('remembers the highest value of this process and of its children', () => {
  vi.useFakeTimers();
  const rss = vi.spyOn(process.memoryUsage, 'rss').mockReturnValue(100 * MIB);
  try {
    const memory = new PeakMemory();
    rss.mockReturnValue(300 * MIB);
    vi.advanceTimersByTime(100);
    rss.mockReturnValue(50 * MIB);
    vi.advanceTimersByTime(1_000);
    memory.include(250 * MIB);
    expect(memory.stop()).toBe(300);
    memory.include(400 * MIB);
    expect(memory.stop()).toBe(400);
  } finally {
    rss.mockRestore();
    vi.useRealTimers();
  }
});

it('stops looking when it is stopped', () => {
  vi.useFakeTimers();
  const rss = vi.spyOn(process.memoryUsage, 'rss').mockReturnValue(100 * MIB);
  try {
    const memory = new PeakMemory();
    memory.stop();
    rss.mockReturnValue(900 * MIB);
    vi.advanceTimersByTime(10_000);
    expect(memory.stop()).toBe(100);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    rss.mockRestore();
    vi.useRealTimers();
  }
});
