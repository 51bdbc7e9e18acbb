import { readdirSync, readFileSync } from 'node:fs';

/** Places in `/proc/<pid>/stat` after the name: parent, then ticks of user and system time, of its own and of dead children. */
const PARENT = 1;
const OWN = [11, 12];
const OF_DEAD_CHILDREN = [13, 14];
const TICKS_PER_SECOND = 100;

/** Seconds of a processor that a process has used; 0 of one that is gone. */
export function processorSeconds(pid: number): number {
  return secondsOf(readStat(pid), OWN);
}

/** The same of a process and all its children, dead or alive: a server that forks. */
export function familySeconds(parent: number): number {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStat(Number(name)))
    .filter((stat) => Number(stat?.[PARENT]) === parent);
  const living = children.reduce((sum, stat) => sum + secondsOf(stat, OWN), 0);
  return living + secondsOf(readStat(parent), [...OWN, ...OF_DEAD_CHILDREN]);
}

/** Who started a process; 0 of one that is gone. */
export function parentOf(pid: number): number {
  return Number(readStat(pid)?.[PARENT] ?? 0);
}

function secondsOf(stat: readonly string[] | null, places: readonly number[]): number {
  return places.reduce((sum, place) => sum + Number(stat?.[place] ?? 0), 0) / TICKS_PER_SECOND;
}

function readStat(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
