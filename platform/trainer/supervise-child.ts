import type { ChildProcess } from 'node:child_process';
import type { TrainerMessage, TrainerOrder } from './trainer-messages.ts';

const STDERR_CHARACTERS = 4_000;

type Answer = Exclude<TrainerMessage, { kind: 'progress' }>;

/** What a child answered if it did, and, unless it waits for another order, how it ended and the last of its stderr. */
export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  readonly answer?: Answer;
}

/**
 * Gives the child its order and passes on its progress. Resolves with the result, and the child waits for another order;
 * or, when there is none, once the child is gone and its pipes are read.
 */
export function superviseChild(
  child: ChildProcess,
  order: TrainerOrder,
  onProgress: ((fraction: number, note: string) => void) | undefined,
): Promise<ChildEnd> {
  return new Promise((resolve, reject) => {
    let stderr = '';
    let answer: Answer | undefined;
    let listenerFault: { error: unknown } | undefined;
    const onText = (text: string) => {
      stderr = (stderr + text).slice(-STDERR_CHARACTERS);
    };
    const onMessage = (message: TrainerMessage) => {
      if (message.kind === 'progress') {
        passOn(message);
        return;
      }
      answer = message;
      // After a failure, or killed for its listener's fault, it ends.
      if (message.kind === 'result' && !listenerFault)
        settle(() => resolve({ code: null, signal: null, stderr, answer: message }));
    };
    const passOn = ({ fraction, note }: Extract<TrainerMessage, { kind: 'progress' }>) => {
      try {
        onProgress?.(fraction, note);
      } catch (error) {
        // Thrown on from this event handler it would end the process; it is the caller's to know.
        listenerFault ??= { error };
        child.kill('SIGKILL');
      }
    };
    const onError = (error: Error) => settle(() => reject(error));
    const onClose = (code: number | null, signal: NodeJS.Signals | null) =>
      settle(() => {
        if (listenerFault) reject(listenerFault.error);
        else resolve({ code, signal, stderr, ...(answer && { answer }) });
      });
    const settle = (end: () => void) => {
      child.stderr?.off('data', onText);
      child.off('message', onMessage).off('error', onError).off('close', onClose);
      end();
    };
    child.stderr?.setEncoding('utf8').on('data', onText);
    child.on('message', onMessage).once('error', onError).once('close', onClose);
    // A child that is already gone cannot take the order: 'close' then tells how it ended.
    child.send(order, () => {});
  });
}
