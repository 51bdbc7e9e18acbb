import type { Json } from './json.ts';

/** From the parent, one at a time: the next when the last is answered. */
export interface TrainerOrder {
  /** URL of a module that exports `runTask`. */
  readonly task: string;
  readonly input: Json;
}

/** From the parent to a child that has no order: end. */
export const LEAVE = 'leave';

/** From the child: any number of progress messages, then a result or a failure. */
export type TrainerMessage =
  | { readonly kind: 'progress'; readonly fraction: number; readonly note: string }
  | { readonly kind: 'result'; readonly result: Json; readonly peakRssMb: number }
  | { readonly kind: 'failure'; readonly name: string; readonly message: string; readonly stack: string };

/** What a task may use besides its input. */
export interface TrainerTaskContext {
  /** Resolves when the message has left this process and its event loop has turned once. */
  onProgress(fraction: number, note: string): Promise<void>;
}

/** The export of a task module: plain JSON in, plain JSON out; data travels as artifacts. */
export type RunTask<Input extends Json = Json, Result extends Json = Json> = (
  input: Input,
  context: TrainerTaskContext,
) => Promise<Result>;
