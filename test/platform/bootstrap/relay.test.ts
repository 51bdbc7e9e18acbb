import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, expect, test } from 'vitest';

const module = new URL('../../../platform/bootstrap/relay.mjs', import.meta.url).href;

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** A launcher, as cli/crosslift.mjs is one, around a program given as code. */
function launch(program: string) {
  const launcher = `
    import { relay } from ${JSON.stringify(module)};
    process.exitCode = await relay(process.execPath, ['--eval', ${JSON.stringify(program)}]);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', launcher], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

async function ending(child: ChildProcess): Promise<{ code: number; output: string }> {
  let output = '';
  child.stdout?.on('data', (data) => {
    output += data;
  });
  const [code] = await once(child, 'close');
  return { code, output };
}

test('its exit code is the program’s', async () => {
  expect((await ending(launch('process.exit(3)'))).code).toBe(3);
});

test('a program that a signal ended gives 128 + n', async () => {
  expect((await ending(launch("process.kill(process.pid, 'SIGKILL')"))).code).toBe(137);
});

test('children get the settings that native libraries read when they load', async () => {
  const { output } = await ending(launch('process.stdout.write(process.env.UV_THREADPOOL_SIZE)'));
  expect(output).toBe('16');
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s reaches the program once', async (signal) => {
  const child = launch(`
    let count = 0;
    process.on('${signal}', () => {
      count += 1;
      setImmediate(() => { process.stdout.write(' count ' + count); process.exit(0); });
    });
    setInterval(() => {}, 1e6);
    process.stdout.write('ready');`);
  const ended = ending(child);
  await once(child.stdout!, 'data');
  child.kill(signal);
  expect(await ended).toEqual({ code: 0, output: 'ready count 1' });
});

test('under npm the program is told to stop when npm is killed', async () => {
  const program = `
    process.on('SIGTERM', () => { process.stdout.write('stopped'); process.exit(0); });
    setInterval(() => {}, 1e6);
    process.stdout.write('ready ');`;
  const launcher = `
    import { relay } from ${JSON.stringify(module)};
    await relay(process.execPath, ['--eval', ${JSON.stringify(program)}]);`;
  const npm = spawn(
    process.execPath,
    [
      '--eval',
      `require('node:child_process').spawn(process.execPath, ['--input-type=module', '--eval', ${JSON.stringify(launcher)}],
         { stdio: 'inherit', env: { ...process.env, npm_command: 'exec' } })`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(npm);
  let output = '';
  npm.stdout.on('data', (data) => {
    output += data;
    if (output === 'ready ') npm.kill('SIGKILL');
  });
  // The pipe closes when the last process that holds it is gone.
  await once(npm.stdout, 'close');
  expect(output).toBe('ready stopped');
});
