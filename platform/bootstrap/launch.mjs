import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { leanNode } from './lean-node.mjs';
import { relay } from './relay.mjs';

/**
 * Runs the command-line program and returns its exit code. The working directory stays the user's, so whatever is
 * looked up from it (the loader, tsconfig.json) is named in full.
 * @param {string} root @param {string[]} args
 */
export async function launchCli(root, args) {
  const program = join(root, 'cli/main.ts');
  if (!existsSync(program)) throw new Error(`${program}: not there (is this clone complete?)`);
  const loader = import.meta.resolve('tsx');
  const { flags, preloaded, environment } = leanNode(args);
  const imports = [loader, ...preloaded].flatMap((module) => ['--import', module]);
  const env = {
    ...environment,
    ...process.env,
    TSX_TSCONFIG_PATH: join(root, 'tsconfig.json'),
    // The program ends with us, even when we are killed: see cli/main.ts.
    CROSSLIFT_PARENT_PID: String(process.pid),
  };
  return relay(process.execPath, [...flags, ...imports, program, ...args], { env });
}
