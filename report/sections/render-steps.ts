import { type DagStepState, drawDag } from '../charts/draw-dag.ts';
import type { DagNode } from '../charts/layout-dag.ts';
import { formatCount, formatMillis, NO_VALUE } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import type { ReportData, ReportStep } from '../report-data.ts';

const BADGES = {
  done: ['good', '✓ done'],
  reused: ['mark', '↺ reused'],
  running: ['note', '▶ running'],
  failed: ['bad', '✗ failed'],
  parked: ['bad', '‖ waits for a decision'],
  skipped: ['note', '» skipped'],
} as const;

/** How the run came about: the pipeline as a drawing, and its steps as a table. */
export function renderSteps({ dag, steps }: ReportData): Markup {
  const states = new Map(steps.map((step) => [step.name, { state: stateOf(step), millis: step.millis }]));
  const order = dag.length === 0 ? ' The lines show the order in which the steps began.' : '';
  return html`<section>
<h2>How it was made</h2>
<p class="lead">Reused steps had the same inputs, code and settings before, so their result was taken as it was. Peak memory is that of the worker, or of the process that trains where it needs more. The last step writes this page and is still running in it.${order}</p>
${steps.length + dag.length > 0 && html`<div class="scroll dag">${drawDag(nodesOf(dag, steps), states, 'The steps of the pipeline and what each reads')}</div>`}
${renderTable({
  columns: [
    { title: 'Step' },
    { title: 'State' },
    { title: 'Rows', figures: true },
    { title: 'Time', figures: true },
    { title: 'Peak memory', figures: true },
    { title: 'Key' },
  ],
  rows: steps.map(renderStep),
  stacks: true,
})}
</section>`;
}

function renderStep(step: ReportStep) {
  const { name, attempt, rows, millis, peakRssMb, key } = step;
  const [style, text] = BADGES[stateOf(step)];
  return [
    html`<strong>${name}</strong>`,
    html`<span class="badge ${style}">${text}</span>${attempt > 1 && html`<small>attempt ${attempt}</small>`}`,
    formatCount(rows),
    formatMillis(millis),
    peakRssMb === null || step.reused ? NO_VALUE : `${formatCount(peakRssMb)} MiB`,
    key !== null && html`<code title="${key}">${key.slice(0, 12)}</code>`,
  ];
}

function stateOf({ state, reused }: ReportStep): DagStepState['state'] {
  return state === 'done' && reused ? 'reused' : state;
}

/** The DAG as the workflow gave it, or else the steps in a row. */
function nodesOf(dag: readonly DagNode[], steps: readonly ReportStep[]): readonly DagNode[] {
  if (dag.length > 0) return dag;
  return steps.map(({ name }, index) => {
    const before = steps[index - 1];
    return { name, dependsOn: before === undefined ? [] : [before.name] };
  });
}
