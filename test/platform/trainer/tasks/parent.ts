import { runTrainerTask } from '../../../../platform/trainer/run-trainer-task.ts';

/** A parent to be killed: runs a blocking task and prints the pid of the child. */
await runTrainerTask({
  task: new URL('./block-forever.ts', import.meta.url),
  input: null,
  onProgress: (_, pid) => {
    process.stdout.write(`${pid}\n`);
  },
});
