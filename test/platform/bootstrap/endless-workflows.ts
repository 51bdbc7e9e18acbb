import { condition, defineSignal, setHandler, sleep } from '@temporalio/workflow';

/** Never gives its thread back. */
export async function endless(): Promise<void> {
  for (;;);
}

/** Waits for a word, a while longer, and ends: what `condition` started is cancelled in its own scope alone. */
export async function patient(): Promise<string> {
  let isTold = false;
  setHandler(defineSignal('go on'), () => {
    isTold = true;
  });
  await condition(() => isTold, '1 minute');
  await sleep(1);
  return 'has ended';
}
