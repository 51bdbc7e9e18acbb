import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('../../../platform/bootstrap/main.mjs', import.meta.url));

test.each([[[]], [['strat']]])('%j is wrong usage: exit code 2 and the commands there are', (args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^invalid command: .*\nusage: .*prepare .*\| start .*\| test/);
});

test.each([
  [['--without', 'temporal,browser'], 'invalid parts: browser (expected some of temporal, '],
  [['--with', 'temporal'], 'invalid arguments: --with temporal\n'],
])('prepare %j is wrong usage and prepares nothing', (args, message) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'prepare', ...args], {
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(message);
});
