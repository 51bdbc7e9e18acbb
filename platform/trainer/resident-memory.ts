import { readFileSync } from 'node:fs';

/**
 * Resident memory of a process in MB, now (`VmRSS`) or at its highest (`VmHWM`); undefined where /proc does not say
 * (other systems, or the process is gone).
 */
export function readResidentMb(pid: number | 'self', field: 'VmRSS' | 'VmHWM'): number | undefined {
  try {
    const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(
      readFileSync(`/proc/${pid}/status`, 'utf8'),
    )?.[1];
    return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1024);
  } catch {
    return undefined;
  }
}

/** This process's highest resident memory in MB. getrusage alone would count the parent it was forked from. */
export function readPeakRssMb(): number {
  return readResidentMb('self', 'VmHWM') ?? Math.round(process.resourceUsage().maxRSS / 1024);
}
