import { z } from 'zod';
import type { TableColumns } from '../contracts/propensity-input.ts';
import { FeatureSpec } from '../encoders/feature-table.ts';
import type { ColumnProfile } from './column-profile.ts';

/** What of a column a feature is: its value, days until the reference moment, or a place in the calendar. */
const FeaturePart = z.enum(['value', 'days-before', 'month', 'weekday']);

/** One input of the model and the column it is made of. */
export const TableFeature = z.strictObject({ column: z.string(), part: FeaturePart, spec: FeatureSpec });
/** One input of the model and the column it is made of. */
export type TableFeature = z.infer<typeof TableFeature>;

/** What becomes of one column. */
export interface ColumnUse {
  readonly column: string;
  /** In words, for the report. */
  readonly use: string;
  readonly features: readonly TableFeature[];
}

/** Levels of a category beside `other` and `unknown`. */
export const MAX_LEVELS = 50;

/** Texts of which a larger share is different say who a row is, not what it is like. */
const NEAR_UNIQUE = 0.5;

/**
 * What becomes of each column that is neither id nor label, by its type and its gaps alone. Of the time of a row only
 * its place in the calendar is used: as a date it would be a trend.
 */
export function planColumns(
  profiles: readonly ColumnProfile[],
  { id, label, time }: TableColumns,
): ColumnUse[] {
  const taken = new Set(profiles.map(({ column }) => column));
  const nameOf = (column: string, part: string): string => {
    const name = `${column} ${part}`;
    return taken.has(name) ? nameOf(column, `(${part})`) : name;
  };
  const plan = (profile: ColumnProfile): Omit<ColumnUse, 'column'> => {
    const { column, type, distinct, unreadable } = profile;
    if (column === time)
      return { use: 'time of the row: month, weekday', features: listCycles(column, nameOf) };
    const useless = explainUseless(profile);
    if (useless !== null) return { use: `dropped: ${useless}`, features: [] };
    const note = unreadable === 0 ? '' : `; ${unreadable} unreadable values count as missing`;
    if (type === 'date') {
      const days = nameOf(column, 'days before');
      return {
        use: `date: days before the reference moment, month, weekday${note}`,
        features: [
          { column, part: 'days-before', spec: { kind: 'number', name: days } },
          ...listCycles(column, nameOf),
        ],
      };
    }
    const spec: FeatureSpec =
      type === 'text'
        ? { kind: 'category', name: column, maxLevels: MAX_LEVELS }
        : { kind: 'number', name: column };
    const use = type === 'text' ? `category of about ${distinct} levels` : `${type}${note}`;
    return { use, features: [{ column, part: 'value', spec }] };
  };
  return profiles
    .filter(({ column }) => column !== id && column !== label)
    .map((profile) => ({ column: profile.column, ...plan(profile) }));
}

/** Why a column can say nothing; null where it may. A single value with gaps may: it is there or not. */
function explainUseless({ type, present, missing, unreadable, distinct, isConstant }: ColumnProfile) {
  if (present === 0) return 'it is empty';
  if (isConstant && missing + unreadable === 0) return 'it is the same in every row';
  if (type === 'text' && distinct > MAX_LEVELS && distinct > NEAR_UNIQUE * present)
    return `nearly every text is another, about ${distinct} in ${present} rows`;
  return null;
}

function listCycles(column: string, nameOf: (column: string, part: string) => string): TableFeature[] {
  return [
    {
      column,
      part: 'month',
      spec: { kind: 'cycle', name: nameOf(column, 'month'), period: 12, first: 1 },
    },
    {
      column,
      part: 'weekday',
      spec: { kind: 'cycle', name: nameOf(column, 'weekday'), period: 7, first: 1 },
    },
  ];
}
