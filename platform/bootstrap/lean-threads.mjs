// Loaded into every thread of a worker of journeys before anything else: makes the one in which the SDK runs workflows cheaper.
import v8 from 'node:v8';
import vm from 'node:vm';
import { parentPort } from 'node:worker_threads';

const WORKFLOW_THREAD = /[\\/]@temporalio[\\/]worker[\\/]lib[\\/]workflow[\\/]workflow-worker-thread\.js$/;

/** Requests in which nothing of a workflow runs. */
const UNTIMED = new Set(['init', 'extract-sink-calls']);

if (parentPort !== null && WORKFLOW_THREAD.test(process.argv[1] ?? '')) {
  // Node would look for a source map in each of the SDK's calls into a workflow; the SDK has a way of its own to read the bundle's.
  process.setSourceMapsEnabled(false);
  // The SDK notes of every promise where it was made, for who asks for a workflow's stack. Journeys give none
  // (workflows/shared-by-journeys.ts), but each promise was looked at all the same. Node's own hooks come this way, too, and stay:
  // by them a promise keeps its AsyncLocalStorage, in which a workflow has its scope. They alone have a `before`.
  const { createHook } = v8.promiseHooks;
  v8.promiseHooks.createHook = (hooks) => (hooks.before === undefined ? () => {} : createHook(hooks));
  timeRequests(parentPort);
}

/**
 * Hold the SDK's limit of time for each request to its thread of workflows, not for each of its calls into a workflow: Node
 * starts a thread to watch over each call that has one, a tenth of a millisecond of processor time, and a request makes up to
 * eight. A request that takes too long fails as such a call does: its workflow task alone, and what follows is done.
 * @param {import('node:worker_threads').MessagePort} port by which requests come, before anybody listens to it
 */
export function timeRequests(port) {
  const { runInContext } = vm.Script.prototype;
  let isTimed = false;
  vm.Script.prototype.runInContext = function (context, options) {
    return runInContext.call(this, context, isTimed ? { ...options, timeout: undefined } : options);
  };

  const sandbox = vm.createContext({ answer: () => {} });
  const script = new vm.Script('answer()');
  /** @type {number | undefined} */
  let limit;
  const on = port.on.bind(port);
  /** @type {(name: string, listener: (request: any) => void) => import('node:worker_threads').MessagePort} */
  port.on = (name, listener) => {
    if (name !== 'message') return on(name, listener);
    return on(name, (request) => {
      const { requestId, input } = request;
      limit = input.isolateExecutionTimeoutMs ?? limit;
      if (UNTIMED.has(input.type) || limit === undefined) return listener(request);
      sandbox.answer = () => listener(request);
      isTimed = true;
      try {
        runInContext.call(script, sandbox, { timeout: limit });
      } catch (error) {
        // Nothing of the listener goes on after that: whoever asked would wait for ever.
        const { message, name: kind, stack } = /** @type {Error} */ (error);
        port.postMessage({ requestId, result: { type: 'error', message, name: kind, stack } });
      } finally {
        isTimed = false;
      }
    });
  };
}
