/** The training child ran out of memory: more memory or fewer rows may help, the same again will not. */
export class TrainerOutOfMemoryError extends Error {
  override readonly name = 'TrainerOutOfMemoryError';
}

/** The training child ended without a result, for a reason other than memory: native code crashed, or it exited. */
export class TrainerCrashedError extends Error {
  override readonly name = 'TrainerCrashedError';
}

/** How a child without a result ended. */
export interface TrainerEnd {
  readonly task: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last lines it wrote to stderr. */
  readonly stderr: string;
  /** Its resident memory when it was ended for passing the limit, in MB. */
  readonly overLimitMb?: number | undefined;
  readonly memoryLimitMb?: number | undefined;
}

const MEMORY_TEXT = /heap out of memory|std::bad_alloc|Cannot allocate memory|Array buffer allocation failed/;

/** Names the reason of an end without a result. */
export function explainTrainerEnd(end: TrainerEnd): TrainerOutOfMemoryError | TrainerCrashedError {
  const { task, code, signal, stderr, overLimitMb, memoryLimitMb } = end;
  const tail = stderr.trim() === '' ? '' : `\n${stderr.trim()}`;
  const advice = 'give the trainer more memory or train on fewer rows';
  if (overLimitMb !== undefined) {
    return new TrainerOutOfMemoryError(
      `training ${task} used ${overLimitMb} MB (limit ${memoryLimitMb} MB): ${advice}${tail}`,
    );
  }
  if (MEMORY_TEXT.test(stderr)) {
    return new TrainerOutOfMemoryError(`training ${task} ran out of memory: ${advice}${tail}`);
  }
  // Nobody here sent it: on Linux that is the kernel's out-of-memory killer, or a person.
  if (signal === 'SIGKILL') {
    return new TrainerOutOfMemoryError(
      `training ${task} was killed from outside, most likely by the system for lack of memory: ${advice}${tail}`,
    );
  }
  const how = signal ? `was ended by ${signal}` : `exited with code ${code}`;
  return new TrainerCrashedError(`training ${task} ${how} before it gave a result${tail}`);
}
