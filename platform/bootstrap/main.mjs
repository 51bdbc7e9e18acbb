import { join } from 'node:path';
import { guard } from './guard.mjs';
import { launchCli } from './launch.mjs';
import { prepare } from './prepare.mjs';
import { verify } from './verify.mjs';

const ROOT = join(import.meta.dirname, '../..');
const USAGE =
  'usage: node platform/bootstrap/main.mjs prepare | start [args] | dev [args] | test [vitest args]';

await guard(async () => {
  const [verb = '', ...args] = process.argv.slice(2);
  if (!['prepare', 'start', 'dev', 'test'].includes(verb)) {
    process.stderr.write(`invalid command: ${verb || '(none)'}\n${USAGE}\n`);
    return 2;
  }
  const stream = process.stdout;
  await prepare({ root: ROOT, env: process.env, stream, dev: verb === 'test', retry: true, quiet: false });
  if (verb === 'prepare') return 0;
  return verb === 'test' ? verify(ROOT, args) : launchCli(ROOT, [verb, ...args]);
});
