import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { countTests, formatCounts } from './counts.mjs';
import { capture } from './processes.mjs';
import { relay } from './relay.mjs';
import { formatLine } from './reporter.mjs';
import { withTemporaryDirectory } from './temporary.mjs';

const SQL_FORMAT = 'test/tools/format-sql.ts';

/**
 * Format, lint, types, tests; the last line printed is `N passed, N failed`. A failed check counts as one failure.
 * @param {string} root @param {string[]} vitestArgs
 * @returns {Promise<number>} exit code
 */
export async function verify(root, vitestArgs) {
  const checks = [
    { name: 'lint', args: [binary(root, '@biomejs/biome', 'biome'), 'check', '--error-on-warnings', '.'] },
    { name: 'sql format', args: ['--import', 'tsx', SQL_FORMAT], needs: SQL_FORMAT },
    { name: 'types', args: [binary(root, 'typescript', 'tsc'), '--noEmit'] },
  ];
  let failedChecks = 0;
  for (const { name, args, needs } of checks) {
    if (needs && !existsSync(join(root, needs))) continue;
    failedChecks += (await runCheck(root, name, args)) ? 0 : 1;
  }
  const { counts, exitCode } = await runTests(root, vitestArgs);
  process.stdout.write(`${formatCounts({ ...counts, failed: counts.failed + failedChecks })}\n`);
  return exitCode || (failedChecks > 0 ? 1 : 0);
}

/** @param {string} root @param {string} name @param {string[]} args */
async function runCheck(root, name, args) {
  const started = performance.now();
  const error = await capture(process.execPath, args, { cwd: root, maxLines: Infinity }).then(
    () => undefined,
    (/** @type {Error} */ failure) => failure,
  );
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`${formatLine(!error, name, error ? 'failed' : 'clean', seconds)}\n`);
  if (error) process.stdout.write(`${error.message}\n`);
  return !error;
}

/** @param {string} root @param {string[]} args */
function runTests(root, args) {
  return withTemporaryDirectory(async (directory) => {
    const started = performance.now();
    const report = join(directory, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const vitest = [binary(root, 'vitest', 'vitest'), 'run', ...reporters, ...args];
    const exitCode = await relay(process.execPath, vitest, { cwd: root });
    const counts = countTests(await readReport(report), exitCode);
    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(
      `${formatLine(exitCode === 0, 'tests', exitCode === 0 ? 'passed' : 'failed', seconds)}\n`,
    );
    return { counts, exitCode };
  });
}

/** @param {string} path */
async function readReport(path) {
  return readFile(path, 'utf8').then(JSON.parse, () => undefined);
}

/** The script behind a package's command, to run it with the Node that runs us.
 * @param {string} root @param {string} name @param {string} command */
function binary(root, name, command) {
  const manifest = createRequire(join(root, 'package.json')).resolve(`${name}/package.json`);
  const { bin } = createRequire(manifest)(manifest);
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command]);
}
