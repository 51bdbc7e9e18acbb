#!/usr/bin/env node
import { join } from 'node:path';
import { guard } from '../platform/bootstrap/guard.mjs';
import { launchCli } from '../platform/bootstrap/launch.mjs';
import { prepare } from '../platform/bootstrap/prepare.mjs';

const ROOT = join(import.meta.dirname, '..');

await guard(async () => {
  // On stderr: stdout belongs to the command, which may print JSON.
  await prepare({
    root: ROOT,
    env: process.env,
    stream: process.stderr,
    dev: false,
    retry: false,
    quiet: true,
  });
  return launchCli(ROOT, process.argv.slice(2));
});
