import { expect, test } from 'vitest';

const { capture, childEnvironment, findOnPath } = await import(
  new URL('../../../platform/bootstrap/processes.mjs', import.meta.url).href
);

const run = (program: string, options = {}) => capture(process.execPath, ['--eval', program], options);

test('returns what the command printed, without its warnings', async () => {
  expect(await run("process.stderr.write('a warning'); process.stdout.write('18.4')")).toBe('18.4');
});

test('a failure tells command, exit code and last lines, without the stack', async () => {
  const program = "for (let i = 0; i < 9; i += 1) console.log('line', i); throw new Error('no space left')";
  const message = await run(program, { maxLines: 4 }).catch((error: Error) => error.message);
  expect(message).toMatch(/^node --eval ended with 1\n/);
  expect(message).toContain('line 8');
  expect(message).toContain('Error: no space left');
  expect(message).not.toMatch(/^\s+at /m);
  expect(message).not.toContain('line 7');
});

test('a command that is not there', async () => {
  await expect(capture('no-such-command', [])).rejects.toThrow(/no-such-command.*ENOENT/);
});

test('the user’s own settings win over ours', () => {
  const env = childEnvironment({ TF_CPP_MIN_LOG_LEVEL: '0' });
  expect(env).toEqual({ UV_THREADPOOL_SIZE: '16', TF_CPP_MIN_LOG_LEVEL: '0', TF_ENABLE_ONEDNN_OPTS: '0' });
});

test('finds the first name that can be executed', () => {
  expect(findOnPath(['no-such-command', 'sh'], { PATH: '/nowhere:/bin' })).toBe('/bin/sh');
  expect(findOnPath(['sh'], { PATH: '' })).toBeUndefined();
});
