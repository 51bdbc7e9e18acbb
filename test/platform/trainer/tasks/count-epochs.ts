import type { RunTask } from '../../../../platform/trainer/trainer-messages.ts';

/** Blocks the event loop in each epoch as training does, and speaks between them. */
export const runTask: RunTask<{ epochs: number }> = async ({ epochs }, { onProgress }) => {
  let spun = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (let turn = 0; turn < 2_000_000; turn++) spun = (spun + turn) % 1_000_003;
    await onProgress(epoch / epochs, `epoch ${epoch}`);
  }
  return { epochs, pid: process.pid, threads: process.env.OMP_NUM_THREADS ?? null, spun };
};
