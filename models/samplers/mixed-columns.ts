import { type FeatureSpec, type FeatureTable, takeColumn } from '../encoders/feature-table.ts';
import { markMissing } from '../encoders/number-columns.ts';
import { UNKNOWN_LEVEL } from '../encoders/one-hot.ts';
import { readNumbers, readPositions } from '../encoders/read-numbers.ts';

/** A quantity: between two of its values lie others. */
export interface ContinuousColumn {
  readonly name: string;
  /** As given, NaN where missing. */
  readonly values: Float64Array;
  readonly transform?: 'log1p' | undefined;
  /** Every value is a whole number. */
  readonly isWhole: boolean;
}

/** A property: two rows share it or do not. */
export interface NominalColumn {
  readonly name: string;
  readonly codes: Int32Array;
}

/** Features by how they may be compared and mixed. */
export interface MixedColumns {
  readonly continuous: readonly ContinuousColumn[];
  /** Categories, positions of cycles, yes/no numbers, and for each quantity with gaps where it is missing. */
  readonly nominal: readonly NominalColumn[];
}

/** Tells quantities from properties: a number that is 0 or 1 in every row is a property, whatever its spec says. */
export function splitColumns(specs: readonly FeatureSpec[], table: FeatureTable): MixedColumns {
  const continuous: ContinuousColumn[] = [];
  const nominal: NominalColumn[] = [];
  for (const spec of specs) {
    const { name } = spec;
    if (spec.kind === 'category') nominal.push({ name, codes: numberCodes(table, name) });
    if (spec.kind === 'cycle') nominal.push({ name, codes: toCodes(readPositions(table, name, spec)) });
    if (spec.kind !== 'number') continue;
    const values = readNumbers(table, name);
    const present = values.filter((value) => !Number.isNaN(value));
    if (present.every((value) => value === 0 || value === 1)) {
      nominal.push({ name, codes: toCodes(values) });
      continue;
    }
    continuous.push({ name, values, transform: spec.transform, isWhole: present.every(Number.isInteger) });
    if (present.length < values.length) {
      nominal.push({ name: `${name}?missing`, codes: Int32Array.from(markMissing(values)) });
    }
  }
  return { continuous, nominal };
}

/** Missing is a value of its own, below all others. */
function toCodes(values: Float64Array): Int32Array {
  return Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : value));
}

function numberCodes(table: FeatureTable, name: string): Int32Array {
  const column = takeColumn(table, name, 'category');
  const numbers = new Map<string, number>();
  return Int32Array.from({ length: table.rows }, (_, row) => {
    const code = column[row] || UNKNOWN_LEVEL;
    const number = numbers.get(code) ?? numbers.size;
    numbers.set(code, number);
    return number;
  });
}
