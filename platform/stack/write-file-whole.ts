import { renameSync, writeFileSync } from 'node:fs';

/** Replaces a small file in one step, so that a reader or a kill never meets half of it; mode 0600. */
export function writeFileWhole(path: string, text: string): void {
  const staging = `${path}.${process.pid}.new`;
  writeFileSync(staging, text, { mode: 0o600, flush: true });
  renameSync(staging, path);
}
