import { z } from 'zod';
import { columns } from '../columns.ts';

/** The words of a column of the affiliate marts. */
export interface FeatureNotes {
  definition: string;
  /** What its values count; left out where the column is no feature but says what a row is of. */
  unit?: string;
  /** Its name in the specification, where that has one. */
  spec?: string;
  /** Default: null, 0 or empty, whichever the column allows, without a purchase. */
  missing?: string;
}

/** A column with its words: known at the start of the as-of, and of a snapshot at that of its cut. */
export function feature<Field extends z.ZodType>(field: Field, notes: FeatureNotes): Field {
  const { definition, unit, missing = missingOf(field), spec } = notes;
  const named = spec === undefined ? {} : { spec };
  columns.add(
    field,
    unit === undefined ? { definition, ...named } : { definition, unit, known: 'as-of', missing, ...named },
  );
  return field;
}

function missingOf(field: z.ZodType): string {
  if (field instanceof z.ZodNullable) return 'null without a purchase';
  return field instanceof z.ZodArray ? 'empty without a purchase' : '0 without a purchase';
}
