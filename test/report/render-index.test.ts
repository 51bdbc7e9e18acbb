import { expect, it } from 'vitest';
import type { RunRow } from '../../platform/postgres/run-log.ts';
import { type IndexData, renderIndex } from '../../report/render-index.ts';

const RUN_ID = '0a1b2c3d-0000-0000-0000-000000000000';

function makeRun(run: Partial<RunRow> = {}): RunRow {
  return {
    run_id: RUN_ID,
    workflow_id: 'affiliate-expansion/shop/2026-11-22',
    pipeline: 'affiliate-expansion',
    dataset: 'shop',
    as_of: '2026-11-22',
    input: {},
    state: 'finished',
    outcome: 'PUBLISHED',
    result: { publication: { version: 4 } },
    error: null,
    started_at: new Date('2026-11-22T02:00:00Z'),
    ended_at: new Date('2026-11-22T02:00:12.5Z'),
    origin_run_id: null,
    origin_step: null,
    ...run,
  };
}

function makeIndex(data: Partial<IndexData> = {}): IndexData {
  return {
    runs: [makeRun()],
    pipelines: [
      { pipeline: 'affiliate-expansion', workflowType: 'affiliateExpansion', taskQueue: 'crosslift' },
    ],
    temporalUiUrl: 'http://127.0.0.1:8233',
    namespace: 'default',
    ...data,
  };
}

it('lists a run with its report and its workflow', () => {
  const page = renderIndex(makeIndex());
  for (const text of ['PUBLISHED', 'shop', '2026-11-22', '12.5\u00a0s', 'version 4'])
    expect(page).toContain(text);
  expect(page).toContain(`href="/runs/${RUN_ID}"`);
  expect(page).toContain(
    `href="http://127.0.0.1:8233/namespaces/default/workflows/affiliate-expansion%2Fshop%2F2026-11-22/${RUN_ID}"`,
  );
});

it('opens the filled-in start form of each pipeline', () => {
  expect(renderIndex(makeIndex())).toContain(
    'href="http://127.0.0.1:8233/namespaces/default/workflows/start-workflow' +
      '?workflowId=affiliate-expansion%2Fmanual&amp;taskQueue=crosslift&amp;workflowType=affiliateExpansion"',
  );
});

it('shows why a run failed, has no report for it, and escapes what it shows', () => {
  const failed = makeRun({
    state: 'failed',
    outcome: null,
    result: null,
    error: 'ContractError: <b>no</b> column',
  });
  const page = renderIndex(makeIndex({ runs: [failed] }));
  expect(page).toContain('<span class="badge bad">failed</span>');
  expect(page).toContain('ContractError: &lt;b&gt;no&lt;/b&gt; column');
  expect(page).not.toContain('/runs/');
});

it('loads itself anew only while a run is under way', () => {
  const running = makeRun({ state: 'running', outcome: null, result: null, ended_at: null });
  expect(renderIndex(makeIndex({ runs: [running] }))).toContain('http-equiv="refresh"');
  expect(renderIndex(makeIndex())).not.toContain('http-equiv="refresh"');
});

it('says what to do without runs and without the address of the Temporal UI', () => {
  const page = renderIndex(makeIndex({ runs: [], temporalUiUrl: undefined }));
  expect(page).toContain('There is no run yet.');
  expect(page).toContain('TEMPORAL_UI_URL');
  expect(page).not.toContain('/namespaces/');
});
