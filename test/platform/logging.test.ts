import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLogger, type Logger } from '../../platform/logging.ts';
import { makeTemporaryDirectory } from '../support/temporary-directory.ts';

function openLog(logLevel: 'info' | 'warn' = 'info'): { log: Logger; text(): string; lines(): unknown[] } {
  const path = join(makeTemporaryDirectory(), 'logs', 'worker.log');
  const log = createLogger({ logLevel }, path);
  const text = () => readFileSync(path, 'utf8');
  return {
    log,
    text,
    lines: () =>
      text()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
  };
}

it('writes one JSON object a line with level, time and process', () => {
  const { log, lines } = openLog();
  log.child({ step: 'ingest-source' }).info({ rows: 3 }, 'ingested');
  log.warn('slow');
  expect(lines()).toEqual([
    {
      level: 30,
      time: expect.any(Number),
      pid: process.pid,
      step: 'ingest-source',
      rows: 3,
      msg: 'ingested',
    },
    { level: 40, time: expect.any(Number), pid: process.pid, msg: 'slow' },
  ]);
});

it('keeps quiet below its level', () => {
  const { log, lines } = openLog('warn');
  log.info('not worth a line');
  log.error('worth one');
  expect(lines()).toEqual([expect.objectContaining({ msg: 'worth one' })]);
});

describe('what must not be written', () => {
  it.each(['apiKey', 'password', 'secret', 'databaseUrl', 'authorization', 'customer_id', 'customerId'])(
    '%s is redacted, at the top and one level down',
    (field) => {
      const { log, text, lines } = openLog();
      log.info({ [field]: 'LOTTE-77', row: { [field]: 'LOTTE-77', rank: 1 } }, 'scored');
      expect(text()).not.toContain('LOTTE-77');
      expect(lines()).toEqual([
        expect.objectContaining({ [field]: '[redacted]', row: { [field]: '[redacted]', rank: 1 } }),
      ]);
    },
  );
});
