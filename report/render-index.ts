import type { RunResult } from '../models/contracts/run.ts';
import type { RunRow } from '../platform/postgres/run-log.ts';
import { formatInstant, formatMillis } from './html/format.ts';
import { html, type Markup } from './html/html.ts';
import { renderPage } from './html/page.ts';
import { renderTable } from './html/table.ts';
import { linkToStartForm, linkToWorkflow, linkToWorkflows, type TemporalUi } from './temporal-links.ts';

/** A pipeline that can be started from the Temporal UI. */
export interface StartablePipeline {
  pipeline: string;
  workflowType: string;
  taskQueue: string;
  /** What its input must say, as JSON; absent where it may stay empty. */
  input?: string;
}

/** What the local page shows. */
export interface IndexData {
  /** Newest first. */
  runs: readonly RunRow[];
  pipelines: readonly StartablePipeline[];
  temporalUiUrl: string | undefined;
  namespace: string;
}

/** How often the page loads itself anew while a run is under way. */
const REFRESH_SECONDS = 5;

const BADGES: Readonly<Record<string, string>> = {
  PUBLISHED: 'good',
  PARTIAL: 'bad',
  HELD: 'note',
  INSUFFICIENT_DATA: 'note',
  DRY_RUN: 'mark',
  running: 'mark',
  failed: 'bad',
  cancelled: 'note',
};

/** The local page: every run with its report and its workflow. */
export function renderIndex({ runs, pipelines, temporalUiUrl, namespace }: IndexData): string {
  const ui = temporalUiUrl === undefined ? undefined : { url: temporalUiUrl, namespace };
  const body = html`<header>
<h1>Crosslift</h1>
<p class="lead">Runs of this installation, their reports, and their workflows in the Temporal UI.</p>
</header>
<section>
<h2>Start a run</h2>
${ui === undefined ? html`<p>The address of the Temporal UI is not known: set <code>TEMPORAL_UI_URL</code> to get links to it.</p>` : renderStarts(ui, pipelines)}
</section>
<section>
<h2>Runs</h2>
${runs.length === 0 ? html`<p>There is no run yet. <code>npm start</code> makes one on sample data.</p>` : renderRuns(runs, ui)}
</section>`;
  const underWay = runs.some(({ state }) => state === 'running');
  return renderPage({ title: 'Crosslift', body, ...(underWay ? { refreshSeconds: REFRESH_SECONDS } : {}) });
}

function renderStarts(ui: TemporalUi, pipelines: readonly StartablePipeline[]): Markup {
  return html`<p class="lead">Each link opens a filled-in form in the Temporal UI. Where nothing else is said, the input may stay empty: then the usual data set is used. A worker must be up, as with <code>npm run dev</code>.</p>
<p class="starts">${pipelines.map(({ pipeline, workflowType, taskQueue }) => {
    const workflowId = `${pipeline}/manual`;
    return html`<a href="${linkToStartForm(ui, { workflowId, taskQueue, workflowType })}">Start ${pipeline}</a>`;
  })}</p>
${pipelines.map(({ pipeline, input }) => input !== undefined && html`<p class="small soft">${pipeline} needs an input: <code>${input}</code></p>`)}
<p><a href="${linkToWorkflows(ui)}">All workflows in the Temporal UI</a></p>`;
}

function renderRuns(runs: readonly RunRow[], ui: TemporalUi | undefined): Markup {
  return renderTable({
    columns: [
      { title: 'State' },
      { title: 'Dataset', room: 'nowrap' },
      { title: 'As of', room: 'nowrap' },
      { title: 'Started', room: 'nowrap' },
      { title: 'Took', figures: true },
      { title: 'Report', room: 'nowrap' },
      { title: 'Workflow', room: 'wide' },
    ],
    rows: runs.map((run) => renderRun(run, ui)),
    stacks: true,
  });
}

function renderRun(run: RunRow, ui: TemporalUi | undefined) {
  const { run_id, workflow_id, pipeline, dataset, as_of, started_at, ended_at, error } = run;
  const state = run.outcome ?? run.state;
  const version = (run.result as RunResult | null)?.publication?.version;
  const workflow =
    ui === undefined
      ? workflow_id
      : html`<a href="${linkToWorkflow(ui, { workflowId: workflow_id, runId: run_id })}">${workflow_id}</a>`;
  return [
    html`<span class="badge ${BADGES[state]}">${state}</span>${error !== null && html`<small>${error}</small>`}`,
    html`<strong>${dataset}</strong><small>${pipeline}</small>`,
    as_of,
    formatInstant(started_at),
    formatMillis(ended_at === null ? null : ended_at.getTime() - started_at.getTime()),
    run.result === null
      ? 'none'
      : html`<a href="/runs/${encodeURIComponent(run_id)}">Open the report</a>${version !== undefined && html`<small>version ${version}</small>`}`,
    html`${workflow}<small><code>${run_id.slice(0, 8)}</code></small>`,
  ];
}
