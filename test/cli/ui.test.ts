import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Backend } from '../../cli/open-backend.ts';
import { serveUi } from '../../cli/ui.ts';
import { parseConfig } from '../../platform/config.ts';

const RUN_ID = '0a1b2c3d-0000-0000-0000-000000000000';

let directory: string;
let ui: Awaited<ReturnType<typeof serveUi>>;
let address: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'crosslift-ui-'));
  await mkdir(join(directory, 'reports'));
  await writeFile(join(directory, 'reports', `${RUN_ID}.html`), '<p>report');
  await writeFile(join(directory, 'secret.html'), 'secret');
  const backend: Pick<Backend, 'config' | 'temporalUiUrl'> & { database: unknown } = {
    config: parseConfig({ CROSSLIFT_STORE: directory }),
    temporalUiUrl: 'http://127.0.0.1:8233',
    database: { query: async () => ({ rows: [] }) },
  };
  ui = await serveUi(backend as Backend);
  address = /http:\/\/127\.0\.0\.1:\d+/.exec(ui.describe())![0];
});

afterAll(async () => {
  await ui?.close();
  await rm(directory, { recursive: true, force: true });
});

it('shows the runs and a filled-in start form for each pipeline', async () => {
  const answer = await fetch(`${address}/?from=bookmark`);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await answer.text()).toContain('workflowType=affiliateExpansion');
});

it('serves the report of a run', async () => {
  const answer = await fetch(`${address}/runs/${RUN_ID}`);
  expect([answer.status, answer.headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
  expect(await answer.text()).toBe('<p>report');
});

it.each([`/runs/${RUN_ID.replace('0', '9')}`, '/runs/..%2Fsecret', '/secret.html', '/runs/'])(
  'has no page at %s',
  async (path) => {
    expect((await fetch(address + path)).status).toBe(404);
  },
);
