import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type DuckDBSession, openSession } from '../../../platform/duckdb/session.ts';

/** A small session that closes with the test. */
export async function openTestSession(
  options: { threads?: number; signal?: AbortSignal } = {},
): Promise<DuckDBSession> {
  const session = await openSession({
    memoryLimitMb: 512,
    threads: options.threads ?? 2,
    scratchDir: join(tmpdir(), 'crosslift-scratch'),
    signal: options.signal,
  });
  onTestFinished(() => session.close());
  return session;
}

/** A directory that vanishes with the test. */
export async function makeTestDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'crosslift-duckdb-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}
