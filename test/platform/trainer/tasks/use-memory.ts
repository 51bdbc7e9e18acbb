import type { RunTask } from '../../../../platform/trainer/trainer-messages.ts';

/** Newer than the library that the compiler knows. */
type ResizableBuffer = ArrayBuffer & { resize(bytes: number): void };

/** Fills memory outside the heap and gives it back. */
export const runTask: RunTask<{ megabytes: number }> = async ({ megabytes }) => {
  const bytes = megabytes * 2 ** 20;
  const block: ResizableBuffer = Reflect.construct(ArrayBuffer, [bytes, { maxByteLength: bytes }]);
  new Uint8Array(block).fill(1);
  // Cut to nothing, it is given back now, not when the collector runs.
  block.resize(0);
  return { pid: process.pid };
};
