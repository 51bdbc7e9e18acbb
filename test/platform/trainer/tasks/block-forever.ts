import type { RunTask } from '../../../../platform/trainer/trainer-messages.ts';

/** Says its pid, then never lets its event loop turn again. */
export const runTask: RunTask = async (_, { onProgress }) => {
  await onProgress(0, String(process.pid));
  for (;;);
};
