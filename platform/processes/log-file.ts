import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs';

const LARGEST_BYTES = 10 * 1024 * 1024;
const TAIL_BYTES = 8192;
const TAIL_LINES = 20;

/** A log that a process writes through an inherited descriptor. */
export interface LogFile {
  readonly fd: number;
  /** The last lines written since the log was opened, or '' when there are none. */
  tail(): string;
  close(): void;
}

/** Opens a log to append to, emptied first when it has grown over 10 MB. */
export function openLogFile(path: string): LogFile {
  const fd = openSync(path, 'a', 0o600);
  if (fstatSync(fd).size > LARGEST_BYTES) ftruncateSync(fd, 0);
  const start = fstatSync(fd).size;
  return { fd, tail: () => readTail(path, start), close: () => closeSync(fd) };
}

function readTail(path: string, start: number): string {
  // A log removed meanwhile must not hide the failure that it was to explain.
  if (!existsSync(path)) return '';
  const fd = openSync(path, 'r');
  try {
    const from = Math.max(start, fstatSync(fd).size - TAIL_BYTES);
    const buffer = Buffer.alloc(TAIL_BYTES);
    const text = buffer.toString('utf8', 0, readSync(fd, buffer, 0, TAIL_BYTES, from));
    return text.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
  } finally {
    closeSync(fd);
  }
}
