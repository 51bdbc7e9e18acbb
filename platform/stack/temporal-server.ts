import { connect } from 'node:net';
import { join } from 'node:path';
import { waitForLock } from '../processes/file-lock.ts';
import type { ClaimPort } from './port-book.ts';
import type { StackPaths } from './stack-paths.ts';
import { type RunningServer, startServer } from './start-server.ts';

const LOCK_WAIT_MS = 60_000;

/** How long closed runs are kept, in the server's notation; it keeps them for one day unless told. */
const RETENTION = `${90 * 24 * 3600}s`;

/** A Temporal server that answers, with the addresses of its gRPC front end and of its UI. */
export interface TemporalServer extends RunningServer {
  readonly temporalAddress: string;
  readonly uiUrl: string;
}

/** Starts the Temporal development server and its UI on a state directory's history, on 127.0.0.1 only. */
export async function startTemporal(
  paths: StackPaths,
  binary: string,
  claimPort: ClaimPort,
): Promise<TemporalServer> {
  // The server itself opens a file that another server has open without an error, and both corrupt it.
  const lock = await waitForLock(paths.temporalLock, LOCK_WAIT_MS);
  try {
    const port = await claimPort('temporal');
    const uiPort = await claimPort('temporalUi');
    const httpPort = await claimPort('temporalHttp');
    const options = [
      ['--db-filename', join(paths.temporalDir, 'temporal.db')],
      ['--ip', '127.0.0.1', '--port', port, '--ui-port', uiPort, '--http-port', httpPort],
      ['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'],
      ['--log-level', 'error', '--color', 'never', '--disable-config-file', '--disable-config-env'],
    ];
    const server = await startServer(
      {
        name: 'Temporal',
        command: binary,
        args: ['server', 'start-dev', ...options.flat().map(String)],
        // A home of its own: settings of the user's other Temporal servers are not for this one.
        env: { PATH: process.env.PATH, HOME: paths.temporalDir },
        logPath: paths.temporalLog,
        isReady: async () =>
          (await setRetention(httpPort)) && (await accepts(port)) && (await accepts(uiPort)),
        stopSignal: 'SIGTERM',
      },
      lock,
    );
    return { ...server, temporalAddress: `127.0.0.1:${port}`, uiUrl: `http://127.0.0.1:${uiPort}` };
  } finally {
    lock.close();
  }
}

/**
 * Sets how long closed runs are kept. It succeeds only when the server serves its default namespace, so it is the
 * readiness check too; over HTTP, because the gRPC client would double the supervisor's memory for one call.
 */
async function setRetention(httpPort: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${httpPort}/api/v1/namespaces/default/update`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ config: { workflowExecutionRetentionTtl: RETENTION } }),
      signal: AbortSignal.timeout(5_000),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
