import { basename } from 'node:path';
import type { GatePolicy } from '../../models/gates/policy.ts';
import { DEFAULT_POLICY } from '../../models/gates/policy.ts';
import { formatBytes } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import type { ReportData } from '../report-data.ts';

/** Everything needed to name the run and to do it again. */
export function renderIdentity({ run, runId, workflowId, publication, steps }: ReportData): Markup {
  const overrides = listOverrides(run.policy);
  return html`<section>
<h2>Identity</h2>
<p class="lead">The same source, code, as-of, seed and policy give the same strategies.</p>
<dl class="facts">
<dt>Run</dt><dd><code>${runId}</code></dd>
<dt>Workflow</dt><dd><code>${workflowId}</code></dd>
${publication !== null && html`<dt>Publication</dt><dd><code>${publication.publicationId}</code>, version ${publication.version}, in <code>${publication.location}</code></dd>`}
<dt>Seed</dt><dd>${run.seed}</dd>
${listBackends(steps).map(({ names, backend }) => html`<dt>TensorFlow</dt><dd>${describeBackend(backend)} <span class="soft">(${names.join(', ')})</span></dd>`)}
<dt>Gate policy</dt><dd>${
    overrides.length === 0
      ? 'the default policy'
      : overrides.map(
          ({ name, value, usual }) =>
            html`<div><code>gate.${name}=${value}</code> <span class="soft">(default ${usual})</span></div>`,
        )
  }</dd>
<dt>Source</dt><dd><code>${run.source.address ?? run.source.directory}</code></dd>
</dl>
${renderTable({
  columns: [
    { title: 'Source table' },
    { title: 'File' },
    { title: 'Size', figures: true },
    { title: 'SHA-256' },
  ],
  rows: run.source.files.map(({ table, path, bytes, digest }) => [
    table,
    basename(path),
    formatBytes(bytes),
    html`<code>${digest}</code>`,
  ]),
  stacks: true,
})}
</section>`;
}

function listOverrides(policy: GatePolicy) {
  const names = Object.keys(DEFAULT_POLICY) as ReadonlyArray<keyof GatePolicy>;
  return names
    .filter((name) => policy[name] !== DEFAULT_POLICY[name])
    .map((name) => ({ name, value: policy[name], usual: DEFAULT_POLICY[name] }));
}

/** Each backend with the steps that trained on it. */
function listBackends(steps: ReportData['steps']) {
  const found = new Map<string, string[]>();
  for (const { name, metrics } of steps) {
    const { backend } = metrics;
    if (typeof backend === 'string') found.set(backend, [...(found.get(backend) ?? []), name]);
  }
  return [...found].map(([backend, names]) => ({ backend, names }));
}

function describeBackend(backend: string): Markup {
  if (backend === 'tensorflow') return html`native TensorFlow (tfjs-node)`;
  return html`<span class="badge note">fallback</span> native TensorFlow was not there, so the slower <code>${backend}</code> backend trained the model; its figures can differ slightly from the native ones`;
}
