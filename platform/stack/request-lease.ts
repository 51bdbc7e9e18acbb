import type { Socket } from 'node:net';
import { readLines, sendLine } from './json-lines.ts';
import {
  type ClientMessage,
  type Lease,
  type StackAddresses,
  type StackPids,
  SupervisorMessage,
} from './protocol.ts';

type StackStatus = Extract<SupervisorMessage, { type: 'status' }>;

/** A hold on the running stack of a state directory: the stack runs until the last lease is released. */
export interface StackLease extends StackAddresses {
  /** Who holds the stack now, this process included. */
  leases(): Promise<Lease[]>;
  /** The stack's processes now. */
  pids(): Promise<StackPids>;
  /** Settles when this lease is over (released, or the supervisor has ended), with the reason. */
  readonly closed: Promise<string>;
  /** Gives the lease back; with `wait` it returns only when the stack is down, if this was the last lease. */
  release(options?: { wait?: boolean }): Promise<void>;
}

/**
 * Asks a supervisor for a lease and waits until the stack is ready.
 * @returns undefined when the supervisor is stopping and takes no more clients.
 * @throws the reason for which the stack could not be started.
 */
export async function requestLease(
  socket: Socket,
  lease: Lease,
  onProgress: (text: string) => void,
): Promise<StackLease | undefined> {
  const say = (message: ClientMessage) => sendLine(socket, message);
  const statusWaiters: ((status: StackStatus) => void)[] = [];
  let reason = 'the supervisor of the stack has ended';
  const closed = new Promise<string>((resolve) => {
    socket.once('close', () => resolve(reason));
  });

  const addresses = await new Promise<StackAddresses | undefined>((resolve, reject) => {
    readLines(socket, SupervisorMessage, (message) => {
      if (message.type === 'progress') onProgress(message.text);
      else if (message.type === 'ready') resolve(message.addresses);
      else if (message.type === 'status') statusWaiters.shift()?.(message);
      else if (message.type === 'released') socket.destroy();
      else {
        reason = message.reason;
        reject(new Error(`the stack is not running: ${message.reason}`));
      }
    });
    void closed.then(() => resolve(undefined));
    say({ type: 'hello', lease });
  });
  if (!addresses) return undefined;

  const askStatus = () =>
    new Promise<StackStatus>((resolve, reject) => {
      statusWaiters.push(resolve);
      void closed.then((why) => reject(new Error(`the stack is not running: ${why}`)));
      say({ type: 'status' });
    });
  return {
    ...addresses,
    closed,
    leases: async () => (await askStatus()).leases,
    pids: async () => (await askStatus()).pids,
    async release({ wait = false } = {}) {
      reason = 'the lease was released';
      // Answered, not merely cut: whoever releases next must not find this lease still counted.
      say({ type: 'release', wait });
      await closed;
    },
  };
}
