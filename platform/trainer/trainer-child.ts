import { setImmediate } from 'node:timers/promises';
import { dieWithParent } from '../processes/die-with-parent.ts';
import { assertJson } from './json.ts';
import { readPeakRssMb } from './resident-memory.ts';
import type { RunTask, TrainerMessage, TrainerOrder } from './trainer-messages.ts';

// First of all: training blocks the event loop, and a blocked child would not notice that its parent is gone.
dieWithParent('SIGKILL', Number(process.argv[2]));

process.once('message', async (order: TrainerOrder) => {
  await send(await runOrder(order));
  // Native libraries keep threads that would hold the process.
  process.exit(0);
});

async function runOrder({ task, input }: TrainerOrder): Promise<TrainerMessage> {
  try {
    const { runTask } = (await import(task)) as { runTask?: RunTask };
    if (typeof runTask !== 'function')
      throw new TypeError(`invalid task ${task}: it exports no function runTask`);
    const result: unknown = await runTask(input, {
      onProgress: async (fraction, note) => {
        await send({ kind: 'progress', fraction, note });
        await setImmediate();
      },
    });
    assertJson(result, 'task result');
    return { kind: 'result', result, peakRssMb: readPeakRssMb() };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { kind: 'failure', name: error.name, message: error.message, stack: error.stack ?? '' };
  }
}

function send(message: TrainerMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => (error ? reject(error) : resolve()));
  });
}
