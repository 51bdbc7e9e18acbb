import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { readLines, sendLine } from './json-lines.ts';
import {
  ClientMessage,
  type Lease,
  type StackAddresses,
  type StackPids,
  type SupervisorMessage,
} from './protocol.ts';

/** How long the stack outlives its last lease: the next of a row of commands finds it running. */
const GRACE_MS = 500;

/** How long a supervisor waits for its first lease: the command that started it may have been killed. */
const FIRST_LEASE_MS = 10_000;

/** A stack that answers: its addresses, and its processes as they are when asked. */
export interface ReadyStack {
  readonly addresses: StackAddresses;
  readonly pids: () => StackPids;
}

/** Where clients hold their leases: a connection is a lease, so a killed client's lease ends with it. */
export interface LeaseDesk {
  /** Settles when the last lease has been gone for the grace; no client is taken from then on. */
  readonly abandoned: Promise<void>;
  /** Tells every client what is going on. */
  report(text: string): void;
  /** From now on clients are told the addresses; until the first call, and after `suspend`, they wait. */
  announce(stack: ReadyStack): void;
  suspend(): void;
  /** Tells every client that the stack is lost. */
  fail(reason: string): void;
  /** Takes no more clients. Those connected stay so until the process ends: its end is their sign. */
  close(): void;
}

/** Listens on a unix socket, in the place of a dead supervisor's. */
export async function openLeaseDesk(socketPath: string): Promise<LeaseDesk> {
  const leases = new Map<Socket, Lease>();
  /** Clients that have given up their lease and wait to hear whether the stack goes down. */
  const leavers = new Set<Socket>();
  let stack: ReadyStack | undefined;
  let ready = false;
  let lastReport: string | undefined;
  let closed = false;

  const tell = (sockets: Iterable<Socket>, message: SupervisorMessage) => {
    for (const socket of sockets) sendLine(socket, message);
  };
  const close = () => {
    closed = true;
    clearTimeout(countdown);
    server.close();
  };
  let abandon = () => {};
  const abandoned = new Promise<void>((resolve) => {
    abandon = () => {
      close();
      resolve();
    };
  });
  let countdown = setTimeout(abandon, FIRST_LEASE_MS);

  const drop = (socket: Socket, graceMs: number) => {
    leavers.delete(socket);
    if (leases.delete(socket) && leases.size === 0 && !closed) countdown = setTimeout(abandon, graceMs);
  };
  const dismissLeavers = () => {
    tell(leavers, { type: 'released' });
    leavers.clear();
  };
  const admit = (socket: Socket, lease: Lease) => {
    // The client tries again, and finds or starts the next supervisor.
    if (closed) return void socket.destroy();
    clearTimeout(countdown);
    leases.set(socket, lease);
    dismissLeavers();
    if (stack && ready) tell([socket], { type: 'ready', addresses: stack.addresses });
    else if (lastReport) tell([socket], { type: 'progress', text: lastReport });
  };
  const release = (socket: Socket, wait: boolean) => {
    // Nobody gains from the grace when the client waits for the end.
    drop(socket, wait ? 0 : GRACE_MS);
    leavers.add(socket);
    if (!wait || leases.size > 0) dismissLeavers();
  };
  const server = createServer((socket) => {
    socket.once('close', () => drop(socket, GRACE_MS));
    readLines(socket, ClientMessage, (message) => {
      if (message.type === 'hello') admit(socket, message.lease);
      else if (message.type === 'release') release(socket, message.wait);
      else if (stack) tell([socket], { type: 'status', leases: [...leases.values()], pids: stack.pids() });
    });
  });
  await listen(server, socketPath);

  return {
    abandoned,
    close,
    report(text) {
      lastReport = text;
      tell(leases.keys(), { type: 'progress', text });
    },
    announce(answering) {
      stack = answering;
      ready = true;
      tell(leases.keys(), { type: 'ready', addresses: stack.addresses });
    },
    suspend() {
      ready = false;
    },
    fail: (reason) => tell([...leases.keys(), ...leavers], { type: 'failed', reason }),
  };
}

function listen(server: Server, socketPath: string): Promise<void> {
  rmSync(socketPath, { force: true });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, resolve);
  });
}
