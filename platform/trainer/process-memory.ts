import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Memory of a process in MB: resident now (`VmRSS`) or at its highest (`VmHWM`), or its address space (`VmSize`); undefined
 * where /proc does not say (other systems, or the process is gone).
 */
export function readMemoryMb(pid: number | 'self', field: 'VmRSS' | 'VmHWM' | 'VmSize'): number | undefined {
  try {
    const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(
      readFileSync(`/proc/${pid}/status`, 'utf8'),
    )?.[1];
    return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1024);
  } catch {
    return undefined;
  }
}

/** Forgets this process's highest resident memory until now, where the kernel allows it (Linux; proc(5), clear_refs). */
export function resetPeakRss(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Then the peak is that of all tasks of this process: too high rather than too low.
  }
}

/** This process's highest resident memory in MB, since it was last forgotten. getrusage alone would count the parent it was forked from. */
export function readPeakRssMb(): number {
  return readMemoryMb('self', 'VmHWM') ?? Math.round(process.resourceUsage().maxRSS / 1024);
}
