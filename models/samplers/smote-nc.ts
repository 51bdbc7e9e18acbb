import { type FeatureTable, takeTableRows } from '../encoders/feature-table.ts';
import type { Random } from '../random.ts';
import { electDonor } from './elect-donor.ts';
import { type ContinuousColumn, splitColumns } from './mixed-columns.ts';
import { type MixedPoints, placeColumns, takePoints } from './mixed-points.ts';
import { findNeighbours } from './nearest-neighbours.ts';
import type { TrainingRows } from './sampler.ts';

/** Neighbours that vote, as in the paper; all others of the class where it has fewer. */
const NEIGHBOURS = 5;

/** The three rows that a made one is of, and how far it is from the first to the second in its quantities, 0 to 1. */
interface Recipe {
  readonly base: number;
  readonly neighbour: number;
  /** Whose properties it has. */
  readonly donor: number;
  readonly gap: number;
}

/**
 * `count` new rows of one class by SMOTE-NC (Chawla, Bowyer, Hall and Kegelmeyer 2002, section 6.1). Each row of the class
 * is the base in turn, in a seeded order. Quantities lie between the base's and those of one of its five nearest of the
 * class; whole numbers stay whole, since a fraction would tell a tree which rows were made. Properties, and which
 * quantities are missing, are elected among the five. A class of one row has no neighbours: the row is repeated.
 */
export function makeRows(
  { specs, table }: Pick<TrainingRows, 'specs' | 'table'>,
  members: readonly number[],
  count: number,
  random: Random,
): { table: FeatureTable; sources: Int32Array } {
  const columns = splitColumns(specs, table);
  const points = takePoints(placeColumns(columns, table.rows, members), members);
  const recipes = draftRecipes(points, members, count, random);
  const donors = recipes.map(({ donor }) => donor);
  const { rows, numbers, categories } = takeTableRows(table, donors);
  const mixed = columns.continuous.map((column) => [column.name, mixColumn(column, recipes)] as const);
  return {
    table: { rows, numbers: { ...numbers, ...Object.fromEntries(mixed) }, categories },
    sources: Int32Array.from(recipes, ({ base }) => base),
  };
}

function draftRecipes(
  points: MixedPoints,
  members: readonly number[],
  count: number,
  random: Random,
): Recipe[] {
  const k = Math.min(NEIGHBOURS, members.length - 1);
  const neighbours = k > 0 ? findNeighbours(points, k) : new Int32Array(0);
  const order = random.shuffle(Array.from(members.keys()));
  return Array.from({ length: count }, (_, turn) => {
    const member = order[turn % order.length]!;
    const base = members[member]!;
    if (k === 0) return { base, neighbour: base, donor: base, gap: 0 };
    const own = neighbours.subarray(member * k, (member + 1) * k);
    return {
      base,
      neighbour: members[own[random.integer(k)]!]!,
      donor: members[electDonor(points, own)]!,
      gap: random.next(),
    };
  });
}

/** A gap at one end is closed with the value at the other, then with the donor's. */
function mixColumn({ values, isWhole }: ContinuousColumn, recipes: readonly Recipe[]): Float64Array {
  return Float64Array.from(recipes, ({ base, neighbour, donor, gap }) => {
    if (Number.isNaN(values[donor])) return Number.NaN;
    const present = [values[base]!, values[neighbour]!].filter((value) => !Number.isNaN(value));
    const [from = values[donor]!, to = from] = present;
    const mixed = (1 - gap) * from + gap * to;
    if (isWhole) return Math.round(mixed);
    // Rounding dust must not carry a value out of the range that its column has.
    return Math.min(Math.max(mixed, Math.min(from, to)), Math.max(from, to));
  });
}
