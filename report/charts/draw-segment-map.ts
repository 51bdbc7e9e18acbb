import { html, type Markup } from '../html/html.ts';
import { placeLabels } from './place-labels.ts';

const WIDTH = 760;
const HEIGHT = 440;
const MARGIN = 62;
const LARGEST = 40;
const SMALLEST = 11;

/** One segment on the map. */
export interface MapPoint {
  readonly segment: string;
  readonly name: string;
  /** Class of its colour. */
  readonly style: string;
  readonly customers: number;
  readonly x: number;
  readonly y: number;
}

/** Segments where their centres lie; the area of a bubble follows its customers. One unit is as long along both axes. */
export function drawSegmentMap(
  points: readonly MapPoint[],
  axes: {
    readonly x: readonly [low: string, high: string];
    readonly y: readonly [low: string, high: string];
  },
): Markup {
  const most = Math.max(1, ...points.map(({ customers }) => customers));
  const place = fitInside(points);
  const discs = points.map((point) => ({
    ...place(point),
    radius: Math.max(SMALLEST, LARGEST * Math.sqrt(point.customers / most)),
    text: point.name,
  }));
  const labels = placeLabels(discs, WIDTH, HEIGHT - 20);
  // The small ones on top of the large ones.
  const order = Array.from(points.keys()).sort((one, other) => discs[other]!.radius - discs[one]!.radius);
  const [left, right] = axes.x;
  const [low, high] = axes.y;
  return html`<svg class="map" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Segments by where their centres lie; the table below says the same in figures">
<line class="axis" x1="${WIDTH / 2}" y1="18" x2="${WIDTH / 2}" y2="${HEIGHT - 34}"/>
<line class="axis" x1="14" y1="${HEIGHT / 2 - 8}" x2="${WIDTH - 14}" y2="${HEIGHT / 2 - 8}"/>
${order.map((index) => {
  const { x, y, radius } = discs[index]!;
  return html`<circle class="${points[index]!.style}" cx="${round(x)}" cy="${round(y)}" r="${round(radius)}"/>
`;
})}${discs.map(({ x, y }, index) => html`<text class="id ${points[index]!.style}" x="${round(x)}" y="${round(y + 4)}">${points[index]!.segment}</text>`)}
${labels.map(({ x, y }, index) => html`<text x="${round(x)}" y="${round(y)}">${points[index]!.name}</text>`)}
<text class="end" x="${WIDTH / 2}" y="12">${high !== '' && `↑ ${high}`}</text>
<text class="end" x="${WIDTH / 2}" y="${HEIGHT - 22}">${low !== '' && `↓ ${low}`}</text>
<text class="end" text-anchor="start" x="14" y="${HEIGHT - 6}">${left !== '' && `← ${left}`}</text>
<text class="end" text-anchor="end" x="${WIDTH - 14}" y="${HEIGHT - 6}">${right !== '' && `${right} →`}</text>
</svg>`;
}

/** A scale that is the same along both axes, with everything inside and the middle of everyone in the middle. */
function fitInside(points: readonly MapPoint[]): (point: MapPoint) => { x: number; y: number } {
  const reach = (of: (point: MapPoint) => number, room: number) =>
    room / Math.max(1e-9, ...points.map((point) => Math.abs(of(point))));
  const scale = Math.min(
    reach(({ x }) => x, WIDTH / 2 - MARGIN),
    reach(({ y }) => y, HEIGHT / 2 - MARGIN),
  );
  return ({ x, y }) => ({ x: WIDTH / 2 + scale * x, y: HEIGHT / 2 - 8 - scale * y });
}

function round(length: number): number {
  return Math.round(10 * length) / 10;
}
