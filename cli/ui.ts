import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Command } from 'commander';
import { PIPELINES } from '../models/contracts/pipeline.ts';
import { listRuns } from '../platform/postgres/run-log.ts';
import { renderIndex } from '../report/render-index.ts';
import { SCHEDULED, TASK_QUEUE, WORKFLOW_TYPES } from '../workflows/steps.ts';
import { untilInterrupted } from './command.ts';
import { type Backend, openBackend } from './open-backend.ts';

const PREFERRED_PORT = 8300;
const THIS_MACHINE = '127.0.0.1';
const SHOWN_RUNS = 30;
/** What the start form of a question must be given. */
const QUESTION =
  '{"source": "/path/to/table.csv", "id": "COLUMN", "label": "COLUMN", "time": "COLUMN, if there is one"}';
const RUN_PATH = /^\/runs\/([0-9a-f-]{36})$/;
const HTML = 'text/html; charset=utf-8';
const TEXT = 'text/plain; charset=utf-8';

/** `crosslift ui`: one local page with every run's report and links to the Temporal UI. */
export const uiCommand = new Command('ui')
  .description('serve reports and links to the Temporal UI on one local page')
  .option('--host <address>', 'listen there: whoever reaches it reads every report', THIS_MACHINE)
  .action(async ({ host }: { host: string }) => {
    const interrupted = untilInterrupted();
    const backend = await openBackend('ui');
    const ui = await serveUi(backend, host);
    try {
      process.stdout.write(`${ui.describe()}\nCtrl-C stops it.\n`);
      await Promise.race([interrupted, backend.lost]);
    } finally {
      await ui.close();
      await backend.close();
    }
  });

/** Serve the page, on this machine only unless told otherwise, on a port of its own choice when the usual one is taken. */
export async function serveUi(
  backend: Backend,
  host = THIS_MACHINE,
): Promise<{ describe(): string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(backend, request.url ?? '/').then(
      ({ status, type, body }) => {
        response.writeHead(status, {
          'content-type': type,
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        });
        response.end(body);
      },
      () => {
        response.writeHead(500, { 'content-type': 'text/plain' });
        response.end('the runs cannot be read right now\n');
      },
    );
  });
  await listen(server, host, PREFERRED_PORT).catch(() => listen(server, host, 0));
  const { address, port } = server.address() as AddressInfo;
  return {
    describe: () =>
      `Crosslift   http://${address}:${port}/\nTemporal UI ${backend.temporalUiUrl ?? '(not known: set TEMPORAL_UI_URL)'}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer({ database, config, temporalUiUrl }: Backend, url: string) {
  const { pathname } = new URL(url, 'http://localhost');
  if (pathname === '/') {
    const runs = await listRuns(database, SHOWN_RUNS);
    const pipelines = PIPELINES.map((pipeline) => ({
      pipeline,
      workflowType: WORKFLOW_TYPES[pipeline],
      taskQueue: TASK_QUEUE,
      ...(pipeline === 'propensity' && { input: QUESTION }),
    }));
    const night = { pipeline: 'nightly', workflowType: SCHEDULED.nightly, taskQueue: TASK_QUEUE };
    const startable = [...pipelines, night];
    const body = renderIndex({
      runs,
      pipelines: startable,
      temporalUiUrl,
      namespace: config.temporal.namespace,
    });
    return { status: 200, type: HTML, body };
  }
  const runId = RUN_PATH.exec(pathname)?.[1];
  const report = runId === undefined ? undefined : await readReport(config.storeDir, runId);
  return report === undefined
    ? { status: 404, type: TEXT, body: 'there is no such page\n' }
    : { status: 200, type: HTML, body: report };
}

async function readReport(storeDir: string, runId: string): Promise<string | undefined> {
  try {
    return await readFile(join(storeDir, 'reports', `${runId}.html`), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function listen(server: ReturnType<typeof createServer>, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
