import { setImmediate } from 'node:timers/promises';
import { dieWithParent } from '../processes/die-with-parent.ts';
import { assertJson } from './json.ts';
import { readPeakRssMb, resetPeakRss } from './process-memory.ts';
import { LEAVE, type RunTask, type TrainerMessage, type TrainerOrder } from './trainer-messages.ts';

// First of all: training blocks the event loop, and a blocked child would not notice that its parent is gone.
dieWithParent('SIGKILL', Number(process.argv[2]));

// One order at a time: the parent sends the next when it has the answer to the last.
process.on('message', async (order: TrainerOrder | typeof LEAVE) => {
  if (order === LEAVE) process.exit(0);
  resetPeakRss();
  const answer = await runOrder(order);
  await send(answer);
  // What made a task fail may have harmed this process: only one whose task did well gets another.
  if (answer.kind === 'failure') process.exit(0);
});
// Native libraries keep threads that would hold the process.
process.once('disconnect', () => process.exit(0));

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
