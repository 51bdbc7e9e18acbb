import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Config } from './config.ts';
import { errorCode, listNames } from './store/files.ts';

/** Names end in `-<pid>-<random>`: see `DirectoryStore.stage`. */
const OWNER = /-(\d+)-[0-9a-f]+$/;

/** Remove what attempts of processes that are gone left behind: scratch files and uncommitted stages. */
export async function cleanScratch(config: Pick<Config, 'stateDir' | 'storeDir'>): Promise<string[]> {
  const removed: string[] = [];
  // A shared store holds stages of other machines, whose processes cannot be seen from here.
  const shared = relative(config.stateDir, config.storeDir).startsWith('..');
  const folders = [join(config.stateDir, 'scratch'), ...(shared ? [] : [join(config.storeDir, 'staging')])];
  for (const folder of folders) {
    for (const name of await listNames(folder)) {
      const owner = OWNER.exec(name)?.[1];
      if (owner === undefined || isAlive(Number(owner))) continue;
      await rm(join(folder, name), { recursive: true, force: true });
      removed.push(name);
    }
  }
  return removed;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
