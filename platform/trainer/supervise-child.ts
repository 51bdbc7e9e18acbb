import type { ChildProcess } from 'node:child_process';
import type { TrainerMessage, TrainerOrder } from './trainer-messages.ts';

const STDERR_CHARACTERS = 4_000;

/** How a child ended, what it answered if it did, and the last of its stderr. */
export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  readonly answer?: Exclude<TrainerMessage, { kind: 'progress' }>;
}

/** Gives the child its order, passes on its progress, and resolves when it is gone and its pipes are read. */
export function superviseChild(
  child: ChildProcess,
  order: TrainerOrder,
  onProgress: ((fraction: number, note: string) => void) | undefined,
): Promise<ChildEnd> {
  return new Promise((resolve, reject) => {
    let stderr = '';
    let answer: ChildEnd['answer'];
    let listenerFault: { error: unknown } | undefined;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-STDERR_CHARACTERS);
    });
    child.on('message', (message: TrainerMessage) => {
      if (message.kind !== 'progress') {
        answer = message;
        return;
      }
      try {
        onProgress?.(message.fraction, message.note);
      } catch (error) {
        // Thrown on from this event handler it would end the process; it is the caller's to know.
        listenerFault ??= { error };
        child.kill('SIGKILL');
      }
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (listenerFault) reject(listenerFault.error);
      else resolve({ code, signal, stderr, ...(answer && { answer }) });
    });
    // A child that is already gone cannot take the order: 'close' then tells how it ended.
    child.send(order, () => {});
  });
}
