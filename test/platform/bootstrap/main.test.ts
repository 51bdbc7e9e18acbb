import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('../../../platform/bootstrap/main.mjs', import.meta.url));

test.each([[[]], [['strat']]])('%j is wrong usage: exit code 2 and the commands there are', (args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^invalid command: .*\nusage: .*prepare \| start .*\| test/);
});
