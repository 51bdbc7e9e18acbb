import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { guard } from './guard.mjs';
import { launchCli } from './launch.mjs';
import { PART_NAMES, prepare } from './prepare.mjs';
import { readNative } from './record.mjs';
import { verify } from './verify.mjs';

const ROOT = join(import.meta.dirname, '../..');
const HERE = { root: ROOT, env: process.env, stream: process.stdout, retry: true, quiet: false };
const USAGE =
  'usage: node platform/bootstrap/main.mjs prepare [--all] [--without PART,PART] | start [args] | dev [args] | test [vitest args]';

await guard(async () => {
  const [verb = '', ...args] = process.argv.slice(2);
  if (!['prepare', 'start', 'dev', 'test'].includes(verb)) return refuse(`command: ${verb || '(none)'}`);
  if (verb === 'prepare') return runPrepare(args);
  await prepare({ ...HERE, dev: verb === 'test' });
  return verb === 'test' ? verify(ROOT, args) : launchCli(ROOT, [verb, ...args]);
});

/** Prepares and ends: for an image, in which whatever is missing is missing for good.
 * @param {string[]} args */
async function runPrepare(args) {
  const wish = parseWish(args);
  if (wish === undefined) return refuse(`arguments: ${args.join(' ')}`);
  const without = (wish.without ?? '').split(',').filter(Boolean);
  const unknown = without.filter((name) => !PART_NAMES.includes(name));
  if (unknown.length > 0)
    return refuse(`parts: ${unknown.join(', ')} (expected some of ${PART_NAMES.join(', ')})`);
  await prepare({ ...HERE, dev: false, without });
  const native = readNative(ROOT);
  const missing = PART_NAMES.filter((name) => !without.includes(name) && !native[name]?.ok);
  if (!wish.all || missing.length === 0) return 0;
  process.stderr.write(`missing parts: ${missing.join(', ')}\n`);
  return 1;
}

/** @param {string[]} args */
function parseWish(args) {
  try {
    const options = {
      all: { type: /** @type {const} */ ('boolean') },
      without: { type: /** @type {const} */ ('string') },
    };
    return parseArgs({ args, options }).values;
  } catch {
    return undefined;
  }
}

/** @param {string} what */
function refuse(what) {
  process.stderr.write(`invalid ${what}\n${USAGE}\n`);
  return 2;
}
