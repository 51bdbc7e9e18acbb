import { html, type Markup } from '../html/html.ts';

const SIZE = 360;
const LEFT = 44;
const BOTTOM = 40;
const TOP = 12;
const INNER = SIZE - LEFT - TOP;

/** One group of customers: what was forecast of it on average, and what happened. */
export interface CalibrationPoint {
  readonly forecast: number;
  readonly outcome: number;
}

/** One forecast: a line of points, from the group with the least to the one with the most. */
export interface CalibrationSeries {
  readonly name: string;
  /** Class of its colour and form. */
  readonly style: string;
  readonly points: readonly CalibrationPoint[];
}

/** What happened against what was forecast, on square-root scales to at least `least`; on the diagonal both are the same. */
export function drawCalibration(
  series: readonly CalibrationSeries[],
  label: string,
  { least = 1 }: { least?: number } = {},
): Markup {
  const most = Math.max(
    least,
    ...series.flatMap(({ points }) => points.flatMap(({ forecast, outcome }) => [forecast, outcome])),
  );
  const along = (value: number) => INNER * Math.sqrt(Math.max(0, value) / (1.05 * most));
  const x = (value: number) => round(LEFT + along(value));
  const y = (value: number) => round(TOP + INNER - along(value));
  const height = TOP + INNER + BOTTOM;
  return html`<svg class="plot" viewBox="0 0 ${SIZE} ${height}" role="img" aria-label="${label}">
${listTicks(most).map(
  (
    tick,
  ) => html`<line class="grid" x1="${x(tick)}" y1="${TOP}" x2="${x(tick)}" y2="${TOP + INNER}"/><line class="grid" x1="${LEFT}" y1="${y(tick)}" x2="${LEFT + INNER}" y2="${y(tick)}"/>
<text x="${x(tick)}" y="${TOP + INNER + 14}">${tick}</text><text class="row" x="${LEFT - 6}" y="${y(tick) + 4}">${tick}</text>
`,
)}<line class="even" x1="${x(0)}" y1="${y(0)}" x2="${x(most)}" y2="${y(most)}"/>
${series.map(
  ({
    style,
    points,
  }) => html`<g class="${style}"><polyline points="${points.map(({ forecast, outcome }) => `${x(forecast)},${y(outcome)}`).join(' ')}"/>${points.map(
    ({ forecast, outcome }) => html`<circle cx="${x(forecast)}" cy="${y(outcome)}" r="3.5"/>`,
  )}</g>
`,
)}<text x="${LEFT + INNER / 2}" y="${height - 6}">forecast</text>
<text transform="translate(11 ${TOP + INNER / 2}) rotate(-90)">happened</text>
</svg>`;
}

/** 0 and about five round numbers up to the largest value, closer together where the scale is wider. */
function listTicks(most: number): number[] {
  const ticks = [0];
  for (const share of [0.02, 0.1, 0.25, 0.5, 1]) {
    const value = share * most;
    const unit = 10 ** Math.floor(Math.log10(value));
    const lead = value / unit;
    const tick = unit * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
    if (tick > ticks.at(-1)!) ticks.push(Number(tick.toPrecision(2)));
  }
  return ticks;
}

function round(length: number): number {
  return Math.round(10 * length) / 10;
}
