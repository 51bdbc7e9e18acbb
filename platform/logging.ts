import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DefaultLogger, type LogLevel, Runtime } from '@temporalio/worker';
import pino, { type Logger } from 'pino';
import type { Config } from './config.ts';

export type { Logger } from 'pino';

/** Fields that never reach a log: secrets, and what identifies a person. */
export const REDACTED_FIELDS = [
  'apiKey',
  'password',
  'secret',
  'databaseUrl',
  'authorization',
  'customer_id',
  'customerId',
].flatMap((field) => [field, `*.${field}`]);

/**
 * The one logger of a process: JSON lines on stderr, or in a file.
 * @param destination file to append to; stderr without it, since stdout belongs to results
 */
export function createLogger(config: Pick<Config, 'logLevel'>, destination?: string): Logger {
  if (destination !== undefined) mkdirSync(dirname(destination), { recursive: true });
  return pino(
    {
      level: config.logLevel,
      // The SDK passes errors as `error`; pino by itself knows only `err`.
      serializers: { error: pino.stdSerializers.err },
      redact: { paths: REDACTED_FIELDS, censor: '[redacted]' },
      base: { pid: process.pid },
    },
    pino.destination(destination === undefined ? { fd: 2, sync: true } : { dest: destination, sync: true }),
  );
}

const PINO_LEVELS = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
} as const satisfies Record<LogLevel, string>;

/** Send everything the Temporal SDK, workflows and activities log through `logger`; once per process. */
export function installTemporalLogger(logger: Logger): void {
  Runtime.install({
    // The worker is shut down by its owner, which also has a stack lease to give back.
    shutdownSignals: [],
    logger: new DefaultLogger('INFO', ({ level, message, meta }) => {
      logger[PINO_LEVELS[level]]({ ...meta }, message);
    }),
    telemetryOptions: { logging: { filter: 'WARN', forward: {} } },
  });
}
