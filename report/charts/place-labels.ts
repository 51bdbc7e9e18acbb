/** A disc with a text that belongs beside it. */
export interface LabelledDisc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly text: string;
}

/** Where a text stands: its middle, on its base line. */
export interface PlacedLabel {
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of text of 11 pixels; most names are English or Korean, whose syllables are twice as wide. */
const LETTER = 6.4;
const LINE = 12;
const GAP = 3;

/**
 * Puts each text below, above or beside its disc, wherever it overlaps least with texts placed before and with other
 * discs. Large discs choose last: their texts have room inside the reach of their own disc.
 */
export function placeLabels(discs: readonly LabelledDisc[], width: number, height: number): PlacedLabel[] {
  const order = Array.from(discs.keys()).sort((one, other) => discs[one]!.radius - discs[other]!.radius);
  const placed = new Map<number, PlacedLabel>();
  const taken: Box[] = [];
  for (const index of order) {
    const disc = discs[index]!;
    const others = discs.filter((_, other) => other !== index).map(boxOf);
    const ranked = listPlaces(disc, width, height)
      .map((place) => ({ place, box: boxAround(place, disc.text) }))
      .map((candidate) => ({ ...candidate, cost: overlapWith(candidate.box, [...taken, ...others]) }))
      .sort((one, other) => one.cost - other.cost);
    const { place, box } = ranked[0]!;
    placed.set(index, place);
    taken.push(box);
  }
  return discs.map((_, index) => placed.get(index)!);
}

function listPlaces({ x, y, radius, text }: LabelledDisc, width: number, height: number): PlacedLabel[] {
  const half = widthOf(text) / 2;
  const beside = radius + GAP + half;
  const base = LINE / 3;
  const places = [
    { x, y: y + radius + LINE },
    { x, y: y - radius - GAP },
    { x: x + beside, y: y + base },
    { x: x - beside, y: y + base },
    { x, y: y + radius + 2 * LINE },
    { x, y: y - radius - GAP - LINE },
  ];
  return places.map((place) => ({
    x: Math.min(Math.max(place.x, half), width - half),
    y: Math.min(Math.max(place.y, LINE), height - GAP),
  }));
}

function widthOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 * LETTER : LETTER), 0);
}

function boxAround({ x, y }: PlacedLabel, text: string): Box {
  const half = widthOf(text) / 2;
  return { left: x - half, right: x + half, top: y - LINE + GAP, bottom: y + GAP };
}

function boxOf({ x, y, radius }: LabelledDisc): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

function overlapWith(box: Box, others: readonly Box[]): number {
  return others.reduce((sum, other) => {
    const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
    const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
    return sum + Math.max(0, wide) * Math.max(0, high);
  }, 0);
}
