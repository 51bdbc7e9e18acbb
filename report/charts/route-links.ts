import { BOX, type DagLink, GAP, type PlacedBox } from './dag-geometry.ts';

/** A dependency that leads to the right. */
export interface ForwardEdge {
  from: PlacedBox;
  to: PlacedBox;
}

type Point = readonly [x: number, y: number];

/**
 * A link to the next layer is straight; a longer one runs in a lane of its own below the boxes, so that it
 * crosses none. Short ones come first and take the lanes next to the boxes.
 * @param bottom lower edge of the lowest box
 * @returns the links and how many lanes they need
 */
export function routeLinks(
  edges: readonly ForwardEdge[],
  bottom: number,
): { links: DagLink[]; lanes: number } {
  const spanOf = ({ from, to }: ForwardEdge) => to.layer - from.layer;
  const lanes: ForwardEdge[][] = [];
  const links = [...edges]
    .sort((a, b) => spanOf(a) - spanOf(b))
    .map((edge) => {
      const { from, to } = edge;
      const start: Point = [from.x + BOX.width, from.y + BOX.height / 2];
      const end: Point = [to.x, to.y + BOX.height / 2];
      const detour = spanOf(edge) === 1 ? [] : detourBelow(start, end, takeLane(lanes, edge), bottom);
      return { from: from.name, to: to.name, points: [start, ...detour, end] };
    });
  return { links, lanes: lanes.length };
}

function detourBelow([startX, startY]: Point, [endX, endY]: Point, lane: number, bottom: number): Point[] {
  const y = bottom + GAP.down + lane * GAP.lane;
  // Each lane leaves and arrives at a place of its own, so that two can be told apart.
  const shift = (3 * lane) % 12;
  const out = startX + 4 + shift;
  const back = endX - 9 - shift;
  return [
    [out, startY],
    [out, y],
    [back, y],
    [back, endY],
  ];
}

/** The first lane in which no other link runs between these layers. */
function takeLane(lanes: ForwardEdge[][], edge: ForwardEdge): number {
  const isApart = (other: ForwardEdge) =>
    edge.to.layer <= other.from.layer || other.to.layer <= edge.from.layer;
  const free = lanes.findIndex((taken) => taken.every(isApart));
  const lane = free < 0 ? lanes.push([]) - 1 : free;
  lanes[lane]!.push(edge);
  return lane;
}
