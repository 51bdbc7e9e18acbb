import { type Cycle, type FeatureTable, takeColumn } from './feature-table.ts';

/** A number column of the table, NaN where missing; fails on infinity. */
export function readNumbers(table: FeatureTable, name: string): Float64Array {
  const values = Float64Array.from(takeColumn(table, name, 'number'), (value) => value ?? Number.NaN);
  const infinite = values.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
  if (infinite < 0) return values;
  throw new Error(
    `invalid ${name}: ${values[infinite]} in row ${infinite} (expected a finite number or null)`,
  );
}

/** A column of positions, NaN where missing; fails on one that the cycle does not have. */
export function readPositions(table: FeatureTable, name: string, { period, first = 0 }: Cycle): Float64Array {
  const positions = readNumbers(table, name);
  const last = first + period - 1;
  const isStrange = (position: number) => position % 1 !== 0 || position < first || position > last;
  const strange = positions.findIndex((position) => !Number.isNaN(position) && isStrange(position));
  if (strange < 0) return positions;
  throw new Error(
    `invalid ${name}: ${positions[strange]} in row ${strange} (expected a whole number from ${first} to ${last}, or null)`,
  );
}
