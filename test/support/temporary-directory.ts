import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A directory that vanishes with the test that asked for it. */
export function makeTemporaryDirectory(): string {
  const directory = createTemporaryDirectory();
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A directory for more than one test; who asks for it removes it in `afterAll`. */
export function createTemporaryDirectory(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'crosslift-test-')));
}
