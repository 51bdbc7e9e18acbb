import { Client, Connection } from '@temporalio/client';
import type { Config } from '../config.ts';
import { connectionOptions } from './connection-options.ts';

/** Connect a client to the Temporal server at `address`; close it by `client.connection.close()`. */
export async function connectClient(config: Config, address: string): Promise<Client> {
  const connection = await Connection.connect({
    ...connectionOptions(config, address),
    connectTimeout: '10 seconds',
  });
  return new Client({ connection, namespace: config.temporal.namespace });
}
