import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectStack } from '../../../platform/stack/connect-stack.ts';
import type { StackPids } from '../../../platform/stack/protocol.ts';
import { isAlive, startScript, until, untilDead } from '../processes/process-helpers.ts';
import {
  findStackBinaries,
  listHeldLocks,
  makeStateDir,
  removeStateDir,
  stackOptions,
} from './stack-fixture.ts';

const HOLDER = new URL('./hold-lease.ts', import.meta.url);

let stateDir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  stateDir = makeStateDir();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await removeStateDir(stateDir);
});

const connect = (role = 'test') => connectStack(stackOptions(stateDir, role));

async function holdElsewhere(role: string): Promise<StackPids> {
  const { child, firstLine } = await startScript(HOLDER, stateDir, role);
  children.push(child);
  return JSON.parse(firstLine);
}

async function query(databaseUrl: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

async function withTemporal<T>(address: string, use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await use(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

const stackProcesses = (pids: StackPids) => [pids.supervisor, pids.temporal, pids.postgres];

describe.skipIf(!findStackBinaries())('the stack of a state directory (real servers)', () => {
  it('is shared by clients that start at the same instant', async () => {
    const [here, there, elsewhere] = await Promise.all([
      connect('run'),
      holdElsewhere('worker'),
      holdElsewhere('serve'),
    ]);
    expect(await here.pids()).toEqual(there);
    expect(elsewhere).toEqual(there);
    const leases = await here.leases();
    expect(leases.map(({ role }) => role).sort()).toEqual(['run', 'serve', 'worker']);
    expect(leases.map(({ pid }) => pid)).toContain(process.pid);
  });

  it('has a database that counts letters, and keeps closed runs for 90 days', async () => {
    const lease = await connect();
    expect(await query(lease.databaseUrl, `select length('한글')`)).toEqual([2]);
    expect(await query(lease.databaseUrl, 'show fsync')).toEqual(['on']);
    const retention = await withTemporal(lease.temporalAddress, async (client) => {
      const { config } = await client.workflowService.describeNamespace({ namespace: 'default' });
      return Number(config?.workflowExecutionRetentionTtl?.seconds);
    });
    expect(retention).toBe(90 * 24 * 3600);
    expect((await fetch(lease.uiUrl)).status).toBe(200);
  });

  it('stops when the last lease is released, and comes back at the same addresses', async () => {
    const first = await connect('first');
    const second = await connect('second');
    const pids = await first.pids();
    expect(listHeldLocks(stateDir)).toEqual(['supervisor', 'temporal', 'postgres']);
    await first.release({ wait: true });
    expect(await first.closed).toBe('the lease was released');
    expect((await second.leases()).map(({ role }) => role)).toEqual(['second']);
    expect(stackProcesses(pids).map(isAlive)).toEqual([true, true, true]);

    await second.release({ wait: true });
    expect([pids.temporal, pids.postgres].map(isAlive)).toEqual([false, false]);
    expect(listHeldLocks(stateDir)).toEqual([]);
    const log = readFileSync(join(stateDir, 'stack/postgres.log'), 'utf8');
    expect(log).toContain('database system is shut down');

    const { temporalAddress, uiUrl, databaseUrl } = await connect();
    expect({ temporalAddress, uiUrl, databaseUrl }).toEqual({
      temporalAddress: first.temporalAddress,
      uiUrl: first.uiUrl,
      databaseUrl: first.databaseUrl,
    });
  });

  it('outlives nobody: a killed client loses its lease, and the stack stops', async () => {
    const pids = await holdElsewhere('run');
    children[0]?.kill('SIGKILL');
    await Promise.all(stackProcesses(pids).map(untilDead));
    expect(listHeldLocks(stateDir)).toEqual([]);
  });

  it('recovers with its data when the supervisor is killed', async () => {
    const lease = await connect();
    await query(lease.databaseUrl, `create table kept as select 'a row' as value`);
    await withTemporal(lease.temporalAddress, (client) =>
      client.workflow.start('any', { workflowId: 'kept/1', taskQueue: 'none' }),
    );
    const pids = await lease.pids();
    process.kill(pids.supervisor, 'SIGKILL');
    expect(await lease.closed).toBe('the supervisor of the stack has ended');
    await Promise.all(stackProcesses(pids).map(untilDead));

    // Pids are given again, in containers at once: the dead server's may be that of its account's next program.
    const pidFile = join(stateDir, 'postgres/data/postmaster.pid');
    const { uid, gid } = statSync(pidFile);
    const stranger = spawn('sleep', ['600'], { uid, gid, cwd: '/' });
    children.push(stranger);
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(stranger.pid)));
    const next = await connect();
    expect(await query(next.databaseUrl, 'select value from kept')).toEqual(['a row']);
    const status = await withTemporal(next.temporalAddress, async (client) => {
      const description = await client.workflow.getHandle('kept/1').describe();
      return description.status.name;
    });
    expect(status).toBe('RUNNING');
  });

  it.each(['postgres', 'temporal'] as const)('starts %s again when it is killed', async (server) => {
    const lease = await connect();
    await query(lease.databaseUrl, `create table kept as select 'a row' as value`);
    const before = await lease.pids();
    process.kill(before[server], 'SIGKILL');
    await until(`${server} has a new process`, async () => (await lease.pids())[server] !== before[server]);

    // A lease asked for meanwhile waits for both servers, at the addresses that the first lease knows.
    const late = await connect('late');
    expect(late.databaseUrl).toBe(lease.databaseUrl);
    expect(late.temporalAddress).toBe(lease.temporalAddress);
    expect(await query(lease.databaseUrl, 'select value from kept')).toEqual(['a row']);
    await withTemporal(lease.temporalAddress, (client) => client.workflowService.getSystemInfo({}));
    const after = await lease.pids();
    expect({ ...after, [server]: 0 }).toEqual({ ...before, [server]: 0 });
  });

  it('makes the database anew when its making was cut short', async () => {
    const half = join(stateDir, 'postgres/data.new');
    mkdirSync(half, { recursive: true });
    writeFileSync(join(half, 'PG_VERSION'), '18\n');
    const lease = await connect();
    expect(await query(lease.databaseUrl, 'select 1')).toEqual([1]);
    expect(existsSync(half)).toBe(false);
  });

  it('says what could not be started, and leaves nothing running', async () => {
    const options = stackOptions(stateDir);
    const broken = { ...options, binaries: { ...options.binaries, temporal: '/no/such/temporal' } };
    await expect(connectStack(broken)).rejects.toThrow(
      /Temporal ended: exit code 127\n.*\/no\/such\/temporal/s,
    );
    await until('the locks are free', () => listHeldLocks(stateDir).length === 0);
  });
});
