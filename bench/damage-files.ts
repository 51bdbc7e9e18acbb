import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../models/random.ts';
import { errorCode } from '../platform/store/files.ts';

/** Leave not a byte of a folder's disk to others. @returns what makes room again */
export function fillDisk(folder: string): () => void {
  const path = join(folder, 'filler');
  const file = openSync(path, 'w');
  try {
    for (const bytes of [1 << 20, 1 << 12]) for (;;) if (!hasWritten(file, bytes)) break;
  } finally {
    closeSync(file);
  }
  return () => rmSync(path);
}

/** False where the disk is full. */
function hasWritten(file: number, bytes: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(bytes)) === bytes;
  } catch (error) {
    if (errorCode(error) === 'ENOSPC') return false;
    throw error;
  }
}

/** Turn the bits of one byte of a file; false where there is no such file, or it is empty. */
export function hasTurnedByte(path: string, random: Random): boolean {
  try {
    const file = openSync(path, 'r+');
    try {
      const bytes = Buffer.alloc(1);
      const size = readSync(file, Buffer.alloc(1 << 20), 0, 1 << 20, 0);
      if (size === 0) return false;
      const place = random.integer(size);
      readSync(file, bytes, 0, 1, place);
      writeSync(file, Buffer.from([~bytes[0]! & 255]), 0, 1, place);
      return true;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
