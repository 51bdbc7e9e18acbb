import { BOX, type DagLink, GAP, type PlacedBox } from './dag-geometry.ts';
import { type ForwardEdge, routeLinks } from './route-links.ts';

/** A step and the steps whose results it reads. */
export interface DagNode {
  name: string;
  dependsOn: readonly string[];
}

/** A DAG in the plane; lengths in pixels. */
export interface DagLayout {
  width: number;
  height: number;
  boxes: readonly PlacedBox[];
  links: readonly DagLink[];
}

/**
 * Layers from left to right, each step one after the last of those it reads.
 * @param nodes in DAG order; a dependency that is not listed earlier is left out
 */
export function layoutDag(nodes: readonly DagNode[]): DagLayout {
  const layers = assignLayers(nodes);
  const columns = Array.from({ length: Math.max(0, ...layers.values()) + 1 }, (_, layer) =>
    nodes.filter(({ name }) => layers.get(name) === layer),
  );
  const bottom = heightOf(Math.max(1, ...columns.map((column) => column.length)));
  const boxes = columns.flatMap((column, layer) =>
    column.map(({ name }, index) => ({
      name,
      layer,
      x: layer * (BOX.width + GAP.across),
      y: (bottom - heightOf(column.length)) / 2 + index * (BOX.height + GAP.down),
    })),
  );
  const { links, lanes } = routeLinks(listEdges(nodes, boxes), bottom);
  return {
    width: columns.length * (BOX.width + GAP.across) - GAP.across,
    height: bottom + (lanes === 0 ? 0 : GAP.down + lanes * GAP.lane),
    boxes,
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

function listEdges(nodes: readonly DagNode[], boxes: readonly PlacedBox[]): ForwardEdge[] {
  const placed = new Map(boxes.map((box) => [box.name, box]));
  return nodes.flatMap(({ name, dependsOn }) =>
    dependsOn.flatMap((read) => {
      const from = placed.get(read);
      const to = placed.get(name);
      return from !== undefined && to !== undefined && from.layer < to.layer ? [{ from, to }] : [];
    }),
  );
}

/** Height of that many boxes above each other. */
function heightOf(boxes: number): number {
  return boxes * (BOX.height + GAP.down) - GAP.down;
}
