import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** A living process that works on a state directory. */
export interface StateProcess {
  pid: number;
  /** Program and arguments, separated by spaces. */
  command: string;
}

/**
 * Every living process of a state directory, whoever started it: our own programs carry the directory in their
 * environment, Temporal in its arguments, PostgreSQL and its children in their working directory. Needs /proc.
 */
export function listStateProcesses(stateDir: string): StateProcess[] {
  const homes = [stateDir, ...postgresElsewhere(stateDir)];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      const command = readProc(name, 'cmdline').replaceAll('\0', ' ').trim();
      const traces = [command, readProc(name, 'environ'), workingDirectory(name)];
      const ours = homes.some((home) => traces.some((trace) => trace.includes(home)));
      return ours ? [{ pid: Number(name), command }] : [];
    });
}

/** Where the data are when the account of PostgreSQL cannot enter the state directory. */
function postgresElsewhere(stateDir: string): string[] {
  const note = join(stateDir, 'postgres/location.json');
  return existsSync(note) ? [String(JSON.parse(readFileSync(note, 'utf8')).directory)] : [];
}

/** Empty for a process that is gone, a zombie, or another user's. */
function readProc(pid: string, file: 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function workingDirectory(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}
