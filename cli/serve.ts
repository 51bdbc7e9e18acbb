import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Command } from 'commander';
import { UsageError } from '../platform/errors.ts';
import { readSecret } from '../platform/http/read-secret.ts';
import { createEventServer, EVENTS_PATH } from '../platform/journeys/serve-events.ts';
import { createLogger } from '../platform/logging.ts';
import { untilInterrupted } from './command.ts';
import { withPost } from './journey-post.ts';

interface ServeOptions {
  dataset?: string;
  host: string;
  port: string;
  secretEnv: string;
  secretFile?: string;
}

/** `crosslift serve`: take signed events of doors, tills and customers over HTTP and tell journeys. */
export const serveCommand = new Command('serve')
  .description('take signed events over HTTP and tell journeys, until stopped')
  .option('--dataset <name>', 'whose journeys they are')
  .option('--host <address>', 'listen there; put TLS in front of what others reach', '127.0.0.1')
  .option('--port <number>', '0: one that is free', '8400')
  .option('--secret-env <name>', 'variable with the secret that senders sign with', 'CROSSLIFT_EVENTS_SECRET')
  .option('--secret-file <path>', 'file with it, in place of the variable')
  .action(async ({ dataset, host, port, secretEnv, secretFile }: ServeOptions) => {
    const interrupted = untilInterrupted();
    const secret = await readSecret(
      'crosslift serve',
      secretFile === undefined ? { env: secretEnv } : { file: secretFile },
    );
    await withPost({ dataset, role: 'serve' }, async ({ post, backend }) => {
      const server = createEventServer({ post, secret, log: createLogger(backend.config) });
      server.listen(parsePort(port), host);
      await once(server, 'listening');
      const { address, port: taken } = server.address() as AddressInfo;
      process.stdout.write(
        `events of ${post.dataset}: POST http://${address}:${taken}${EVENTS_PATH}\nCtrl-C stops it.\n`,
      );
      await Promise.race([interrupted, backend.lost]);
      // What is in hand is answered first.
      server.close();
      server.closeIdleConnections();
      await once(server, 'close');
    });
  });

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`invalid port: ${text} (expected 0 to 65535)`);
  return port;
}
