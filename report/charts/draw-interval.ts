import type { RuleOutcome } from '../../models/gates/verdict.ts';
import { html, type Markup } from '../html/html.ts';

const WIDTH = 200;
const HEIGHT = 26;
const MIDDLE = HEIGHT / 2;
/** Free space at either end, as a share of what is drawn. */
const MARGIN = 0.12;

/** What is drawn: a rule's figures, and the side of the bound on which it passes where that is known: `within`, closer to 0. */
export type DrawnInterval = Pick<RuleOutcome, 'value' | 'bound' | 'low' | 'high' | 'pass'> & {
  passes: 'above' | 'below' | 'within' | null;
  /** The same in words, for whoever does not see it. */
  label: string;
  /** Neither passed nor failed: the interval leaves it open. */
  isOpen?: boolean;
  /** Values that the scale must hold too, so that several drawings have one scale. */
  over?: readonly number[];
};

/** A value with its interval against the bound: the passing side shaded, the bound an upright line. */
export function drawInterval({
  value,
  bound,
  low,
  high,
  pass,
  passes,
  label,
  isOpen = false,
  over = [],
}: DrawnInterval): Markup {
  if (value === null) return html``;
  const isCount = low === null && high === null;
  // A count is read from zero; a difference around its bound.
  const from = isCount ? 0 : (low ?? value);
  const to = isCount ? value : (high ?? value);
  const bounds = passes === 'within' ? [-bound, bound] : [bound];
  const place = scaleOver([from, to, value, ...bounds, ...over]);
  const outcome = isOpen ? 'open' : pass ? 'pass' : 'fail';
  const edges = bounds.map(place);
  const start = passes === 'below' ? 0 : edges[0]!;
  const end = passes === 'above' ? WIDTH : edges.at(-1)!;
  return html`<svg class="bar" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">
${passes !== null && html`<rect class="side" x="${round(start)}" y="3" width="${round(end - start)}" height="${HEIGHT - 6}"/>`}
<line class="axis" x1="0" y1="${MIDDLE}" x2="${WIDTH}" y2="${MIDDLE}"/>
<line class="range ${outcome}" x1="${place(from)}" y1="${MIDDLE}" x2="${place(to)}" y2="${MIDDLE}"/>
${edges.map((edge) => html`<line class="bound" x1="${edge}" y1="1" x2="${edge}" y2="${HEIGHT - 1}"/>`)}
<circle class="${outcome}" cx="${place(value)}" cy="${MIDDLE}" r="4"/>
</svg>`;
}

/** A linear scale on which all values stand inside the drawing. */
function scaleOver(values: readonly number[]): (value: number) => number {
  const least = Math.min(...values);
  const span = Math.max(...values) - least || 1;
  const start = least - MARGIN * span;
  return (value) => round((WIDTH * (value - start)) / (span * (1 + 2 * MARGIN)));
}

function round(length: number): number {
  return Math.round(10 * length) / 10;
}
