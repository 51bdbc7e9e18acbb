/** Size of a step's box, in pixels. */
export const BOX = { width: 80, height: 52 } as const;

/** Space between boxes, and between the lanes below them. */
export const GAP = { across: 24, down: 14, lane: 9 } as const;

/** A step's box: its layer from the left, and its left upper corner. */
export interface PlacedBox {
  name: string;
  layer: number;
  x: number;
  y: number;
}

/** A line from the right side of a box to the left side of a later one. */
export interface DagLink {
  from: string;
  to: string;
  points: ReadonlyArray<readonly [x: number, y: number]>;
}
