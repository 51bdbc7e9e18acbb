import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openLogFile } from '../../../platform/processes/log-file.ts';

const directory = mkdtempSync(join(tmpdir(), 'log-file-'));
afterAll(() => rmSync(directory, { recursive: true }));

it('appends, and shows the last lines of this opening only', () => {
  const path = join(directory, 'a.log');
  writeFileSync(path, 'an earlier start\n');
  const log = openLogFile(path);
  expect(log.tail()).toBe('');
  writeSync(log.fd, Array.from({ length: 30 }, (_, line) => `line ${line}\n`).join(''));
  log.close();
  expect(statSync(path).size).toBeGreaterThan('an earlier start\n'.length);
  expect(log.tail().split('\n')).toEqual(Array.from({ length: 20 }, (_, line) => `line ${line + 10}`));
});

it('has nothing to show of a log that was removed', () => {
  const path = join(directory, 'removed.log');
  const log = openLogFile(path);
  writeSync(log.fd, 'lost\n');
  log.close();
  rmSync(path);
  expect(log.tail()).toBe('');
});

it('empties a log over 10 MB when it is opened', () => {
  const path = join(directory, 'large.log');
  writeFileSync(path, 'x');
  truncateSync(path, 10 * 1024 * 1024);
  openLogFile(path).close();
  expect(statSync(path).size).toBe(10 * 1024 * 1024);
  truncateSync(path, 10 * 1024 * 1024 + 1);
  openLogFile(path).close();
  expect(statSync(path).size).toBe(0);
});
