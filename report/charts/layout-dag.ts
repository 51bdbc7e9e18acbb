/** A step and the steps whose results it reads. */
export interface DagNode {
  name: string;
  dependsOn: readonly string[];
}

/** A DAG in the plane; lengths in pixels. */
export interface DagLayout {
  width: number;
  height: number;
  /** Left upper corner of each box. */
  boxes: ReadonlyArray<{ name: string; x: number; y: number }>;
  /** Lines from the right side of a box to the left side of a later one. */
  links: ReadonlyArray<{ from: string; to: string; points: ReadonlyArray<readonly [x: number, y: number]> }>;
}

export const BOX = { width: 80, height: 52 } as const;
const GAP = { across: 24, down: 14, lane: 9 } as const;

interface Placed {
  name: string;
  layer: number;
  x: number;
  y: number;
}

/**
 * Layers from left to right, each step one after the last of those it reads. A link to the next layer is
 * straight; a longer one runs in a lane of its own below the boxes, so that it crosses none.
 * @param nodes in DAG order; a dependency that is not listed earlier is left out
 */
export function layoutDag(nodes: readonly DagNode[]): DagLayout {
  const layers = assignLayers(nodes);
  const depth = Math.max(0, ...layers.values()) + 1;
  const columns = Array.from({ length: depth }, (_, layer) =>
    nodes.filter(({ name }) => layers.get(name) === layer),
  );
  const tallest = Math.max(1, ...columns.map((column) => column.length));
  const heightOf = (boxes: number) => boxes * (BOX.height + GAP.down) - GAP.down;
  const boxes = columns.flatMap((column, layer) =>
    column.map(({ name }, index) => ({
      name,
      layer,
      x: layer * (BOX.width + GAP.across),
      y: (heightOf(tallest) - heightOf(column.length)) / 2 + index * (BOX.height + GAP.down),
    })),
  );
  const { links, lanes } = routeLinks(nodes, new Map(boxes.map((box) => [box.name, box])), heightOf(tallest));
  return {
    width: depth * (BOX.width + GAP.across) - GAP.across,
    height: heightOf(tallest) + (lanes === 0 ? 0 : GAP.down + lanes * GAP.lane),
    boxes: boxes.map(({ name, x, y }) => ({ name, x, y })),
    links,
  };
}

function assignLayers(nodes: readonly DagNode[]): Map<string, number> {
  const layers = new Map<string, number>();
  for (const { name, dependsOn } of nodes) {
    layers.set(name, Math.max(-1, ...dependsOn.map((read) => layers.get(read) ?? -1)) + 1);
  }
  return layers;
}

function routeLinks(
  nodes: readonly DagNode[],
  boxes: ReadonlyMap<string, Placed>,
  bottom: number,
): { links: DagLayout['links']; lanes: number } {
  const ends = nodes
    .flatMap(({ name, dependsOn }) =>
      dependsOn.map((read) => ({ from: boxes.get(read), to: boxes.get(name) })),
    )
    .filter((end): end is { from: Placed; to: Placed } => isForward(end))
    // Short ones first: they take the lanes next to the boxes.
    .sort((a, b) => a.to.layer - a.from.layer - (b.to.layer - b.from.layer));
  const lanes: Array<Array<{ first: number; last: number }>> = [];
  const links = ends.map(({ from, to }) => {
    const start = [from.x + BOX.width, from.y + BOX.height / 2] as const;
    const end = [to.x, to.y + BOX.height / 2] as const;
    const points = to.layer === from.layer + 1 ? [start, end] : [start, ...detour(start, end), end];
    return { from: from.name, to: to.name, points };

    function detour([x1, y1]: typeof start, [x2, y2]: typeof end) {
      const lane = takeLane(lanes, { first: from.layer, last: to.layer });
      const y = bottom + GAP.down + lane * GAP.lane;
      // Each lane leaves and arrives at a place of its own, so that two can be told apart.
      const out = x1 + 5 + ((2 * lane) % 10);
      const back = x2 - 9 - ((2 * lane) % 10);
      return [
        [out, y1],
        [out, y],
        [back, y],
        [back, y2],
      ] as const;
    }
  });
  return { links, lanes: lanes.length };
}

function isForward({ from, to }: { from: Placed | undefined; to: Placed | undefined }): boolean {
  return from !== undefined && to !== undefined && from.layer < to.layer;
}

/** The first lane that is free over these layers. */
function takeLane(
  lanes: Array<Array<{ first: number; last: number }>>,
  span: { first: number; last: number },
): number {
  const free = lanes.findIndex((taken) =>
    taken.every(({ first, last }) => span.last <= first || last <= span.first),
  );
  const lane = free < 0 ? lanes.push([]) - 1 : free;
  lanes[lane]!.push(span);
  return lane;
}
