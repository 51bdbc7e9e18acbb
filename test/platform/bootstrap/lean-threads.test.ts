import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startWorkflowServer } from '../../workflows/start-workflow-server.ts';

const bootstrap = (file: string) => new URL(`../../../platform/bootstrap/${file}`, import.meta.url).href;
const { leanNode } = await import(bootstrap('lean-node.mjs'));
const { capture } = await import(bootstrap('processes.mjs'));
const { preloaded } = leanNode(['worker', '--role', 'journey']) as { preloaded: string[] };

/** Says what each request was answered, and by how many milliseconds each call of a script was limited meanwhile. */
const REQUESTS = `
  import vm from 'node:vm';
  import { MessageChannel } from 'node:worker_threads';
  const limits = [];
  const { runInContext } = vm.Script.prototype;
  vm.Script.prototype.runInContext = function (context, options) {
    limits.push(options.timeout ?? null);
    return runInContext.call(this, context, options);
  };
  const { timeRequests } = await import('${bootstrap('lean-threads.mjs')}');
  const { port1, port2 } = new MessageChannel();
  timeRequests(port1);
  const context = vm.createContext({});
  const call = (code) => new vm.Script(code).runInContext(context, { timeout: 5_000 });
  port1.on('message', ({ requestId, input }) => {
    call('1');
    call(input.type === 'activate-workflow' ? 'for (;;);' : '2');
    port1.postMessage({ requestId, result: { type: 'ok' } });
  });
  const seen = [];
  for (const [requestId, input] of [
    { type: 'init', isolateExecutionTimeoutMs: 100 },
    { type: 'create-workflow' },
    { type: 'activate-workflow' },
    { type: 'dispose-workflow' },
    { type: 'extract-sink-calls' },
  ].entries()) {
    const answer = new Promise((resolve) => port2.once('message', resolve));
    port2.postMessage({ requestId, input });
    const { requestId: answered, result } = await answer;
    seen.push([answered, result.message ?? result.type, ...limits.splice(0)]);
  }
  port2.close();
  process.stdout.write(JSON.stringify(seen));`;

it('limits a request as a whole, and none of the calls in it', async () => {
  const printed = await capture(process.execPath, ['--input-type=module', '--eval', REQUESTS]);
  expect(JSON.parse(printed)).toEqual([
    [0, 'ok', 5_000, 5_000],
    [1, 'ok', 100, null, null],
    [2, 'Script execution timed out after 100ms', 100, null, null],
    [3, 'ok', 100, null, null],
    [4, 'ok', 5_000, 5_000],
  ]);
});

it("fails the task of a workflow that never gives the SDK's thread back, and goes on with the others", async () => {
  const server = await startWorkflowServer();
  try {
    const imports = ['tsx', ...preloaded].flatMap((module) => ['--import', module]);
    const script = fileURLToPath(new URL('./run-endless.ts', import.meta.url));
    const printed = await capture(process.execPath, [...imports, script, server.environment.address]);
    expect(JSON.parse(printed)).toEqual({
      failure: 'Script execution timed out after 5000ms',
      result: 'has ended',
    });
  } finally {
    await server.stop();
  }
});
