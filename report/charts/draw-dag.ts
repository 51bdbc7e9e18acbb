import { formatMillis } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { BOX, type DagLink } from './dag-geometry.ts';
import { type DagNode, layoutDag } from './layout-dag.ts';

/** Where a step stands, as its box shows it. */
export interface DagStepState {
  state: 'done' | 'reused' | 'running' | 'failed' | 'parked' | 'skipped';
  millis: number | null;
}

const MARKS = { done: '✓', reused: '↺', running: '▶', failed: '✗', parked: '‖', skipped: '»' } as const;
/** Characters that a line of a box holds. */
const LINE = 12;

/** The DAG of a run as a drawing: a box per step, a line per dependency. */
export function drawDag(
  nodes: readonly DagNode[],
  states: ReadonlyMap<string, DagStepState>,
  label: string,
): Markup {
  const { width, height, boxes, links } = layoutDag(nodes);
  return html`<svg viewBox="-1 -1 ${width + 2} ${height + 2}" role="img" aria-label="${label}">
${links.map(drawLink)}${boxes.map(({ name, x, y }) => drawBox(name, x, y, states.get(name)))}</svg>`;
}

function drawLink({ points }: DagLink): Markup {
  const [x, y] = points.at(-1) ?? [0, 0];
  return html`<path class="link" d="M${points.map((point) => point.join(' ')).join('L')}"/>
<path class="tip" d="M${x} ${y}l-6 -3v6z"/>
`;
}

function drawBox(name: string, x: number, y: number, step: DagStepState | undefined): Markup {
  const middle = x + BOX.width / 2;
  const lines = breakName(name);
  const first = y + (lines.length === 1 ? 23 : 17);
  const under = step === undefined ? 'not run' : `${MARKS[step.state]} ${underOf(step)}`;
  return html`<g><title>${name}</title><rect class="box ${step?.state}" x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="7"/>
${lines.map((line, index) => html`<text x="${middle}" y="${first + 12 * index}">${line}</text>`)}<text class="under" x="${middle}" y="${y + BOX.height - 8}">${under}</text></g>
`;
}

function underOf({ state, millis }: DagStepState): string {
  if (state === 'reused') return 'reused';
  return state === 'running' ? 'running' : formatMillis(millis);
}

/** evaluate-next-affiliate → evaluate- / next-affiliate */
function breakName(name: string): string[] {
  if (name.length <= LINE) return [name];
  const hyphen = name.indexOf('-');
  return hyphen < 0 ? [name] : [name.slice(0, hyphen + 1), name.slice(hyphen + 1)];
}
