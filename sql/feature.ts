import type { z } from 'zod';

/** What a reader must know of a column. */
export interface FeatureNotes {
  /** What it is, in one sentence. */
  means: string;
  /** What its values count, such as `days`; empty for names. */
  unit?: string;
  /** Its name in the specification, where that has one. */
  spec?: string;
}

/** A column of a mart with its notes, from which docs/*-features.md is written. */
export function feature<Field extends z.ZodType>(field: Field, notes: FeatureNotes): Field {
  const { means, unit = '', spec = '' } = notes;
  return field.meta({ description: means, unit, spec }) as Field;
}
