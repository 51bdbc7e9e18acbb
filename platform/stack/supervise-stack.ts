import { setTimeout as sleep } from 'node:timers/promises';
import { type KeptServer, keepRunning } from './keep-running.ts';
import { openLeaseDesk, type ReadyStack } from './lease-desk.ts';
import { type ClaimPort, openPortBook, startOnFreePorts } from './port-book.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import type { StackBinaries } from './protocol.ts';
import { makeSocketPath } from './socket-path.ts';
import type { StackPaths } from './stack-paths.ts';
import type { RunningServer } from './start-server.ts';
import { startTemporal, type TemporalServer } from './temporal-server.ts';
import { writeFileWhole } from './write-file-whole.ts';

/** After this the supervisor ends whatever still runs: its servers die with it and recover at the next start. */
const STOP_MS = 20_000;

/** What the supervisor of a state directory works with. */
export interface SupervisorOptions {
  readonly paths: StackPaths;
  readonly binaries: StackBinaries;
  /** Settles with a reason when someone asks the supervisor to end. */
  readonly interrupted: Promise<string>;
  readonly log: (text: string) => void;
}

/**
 * Runs the stack of a state directory until its last lease is gone: starts both servers side by side, starts again
 * what dies, and ends both cleanly. The caller holds the supervisor's lock.
 * @throws the reason for which the stack could not be started or kept.
 */
export async function superviseStack({
  paths,
  binaries,
  interrupted,
  log,
}: SupervisorOptions): Promise<void> {
  const ports = openPortBook(paths.portsFile);
  const socket = makeSocketPath(paths.stateDir);
  const desk = await openLeaseDesk(socket);
  writeFileWhole(paths.supervisorFile, `${JSON.stringify({ pid: process.pid, socket })}\n`);

  const report = (text: string) => {
    log(text);
    desk.report(text);
  };
  const down = new Set<string>();
  let stack: ReadyStack | undefined;
  const announceWhenUp = () => {
    if (stack && down.size === 0) desk.announce(stack);
  };
  let lose: (error: Error) => void = () => {};
  const lost = new Promise<never>((_, reject) => {
    lose = reject;
  });
  const keep = <Server extends RunningServer>(name: string, start: (claim: ClaimPort) => Promise<Server>) =>
    keepRunning({
      start: () => startOnFreePorts(ports, start),
      restart: () => start(ports.recall),
      onDown(reason) {
        down.add(name);
        desk.suspend();
        log(reason);
        report(`${name} died, starting it again`);
      },
      onUp() {
        down.delete(name);
        report(`${name} is back`);
        announceWhenUp();
      },
      onGiveUp: (reason) => lose(new Error(`${name} dies again and again: ${reason}`)),
    });

  report('starting PostgreSQL and Temporal');
  const postgres = keep('PostgreSQL', (claim) => startPostgres(paths, binaries.postgresBinDir, claim));
  const temporal = keep('Temporal', (claim) => startTemporal(paths, binaries.temporal, claim));
  const started = Promise.all([postgres, temporal]).then((servers) => {
    stack = describeStack(...servers);
    log(`ready: ${JSON.stringify(stack.pids())}`);
    announceWhenUp();
  });
  try {
    const failed = Promise.all([started, lost]);
    const reason = await Promise.race([desk.abandoned, interrupted, failed]);
    if (typeof reason === 'string') desk.fail(reason);
  } catch (error) {
    desk.fail(error instanceof Error ? error.message : String(error));
    throw error;
  } finally {
    desk.close();
    log('stopping');
    const stopped = [postgres, temporal].map(async (server) => (await server).stop());
    await Promise.race([Promise.allSettled(stopped), sleep(STOP_MS)]);
  }
}

function describeStack(
  postgres: KeptServer<PostgresServer>,
  temporal: KeptServer<TemporalServer>,
): ReadyStack {
  const { temporalAddress, uiUrl } = temporal.current();
  return {
    addresses: { temporalAddress, uiUrl, databaseUrl: postgres.current().databaseUrl },
    pids: () => ({
      supervisor: process.pid,
      temporal: temporal.current().pid,
      postgres: postgres.current().pid,
    }),
  };
}
