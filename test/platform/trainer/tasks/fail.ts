import type { Json } from '../../../../platform/trainer/json.ts';
import type { RunTask } from '../../../../platform/trainer/trainer-messages.ts';

class UnusableRowsError extends Error {
  override readonly name = 'UnusableRowsError';
}

/** Fails in the way asked for. */
export const runTask: RunTask<{ way: string }> = async ({ way }, { onProgress }) => {
  if (way === 'throw') throw new UnusableRowsError('invalid rows: 0 (expected at least 1)');
  if (way === 'exit') process.exit(7);
  if (way === 'signal') process.kill(process.pid, 'SIGSEGV');
  if (way === 'killed') process.kill(process.pid, 'SIGKILL');
  if (way === 'heap') {
    const kept: number[][] = [];
    for (;;) kept.push(new Array<number>(100_000).fill(kept.length));
  }
  if (way === 'buffers') {
    const kept: Buffer[] = [];
    for (;;) {
      kept.push(Buffer.alloc(20_000_000, 1));
      await onProgress(0, `${kept.length}`);
    }
  }
  return { loss: Number.NaN } satisfies Json;
};
