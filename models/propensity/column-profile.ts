import { z } from 'zod';

/** What a column of a company's table holds. */
export const ColumnType = z.enum(['number', 'boolean', 'date', 'text']);
/** What a column of a company's table holds. */
export type ColumnType = z.infer<typeof ColumnType>;

/** One column of a table as all of its rows show it; labels have no part in it. */
export const ColumnProfile = z.strictObject({
  column: z.string(),
  type: ColumnType,
  /** Rows with a value of the type. */
  present: z.int(),
  /** Rows without a value. */
  missing: z.int(),
  /** Different values among those present, to within a few per cent. */
  distinct: z.int(),
  /** All values are the same. */
  isConstant: z.boolean(),
  /** Values that are none of the type: they count as missing. */
  unreadable: z.int(),
  /** Least value, of numbers. */
  least: z.number().nullable(),
  /** Latest moment, of dates: `YYYY-MM-DD HH:MM:SS`. */
  newest: z.string().nullable(),
});
/** One column of a table as all of its rows show it. */
export type ColumnProfile = z.infer<typeof ColumnProfile>;

/** How many values of a column can be read as what. */
export interface TypeCounts {
  /** Values that are not another word for nothing, such as NA. */
  values: number;
  booleans: number;
  numbers: number;
  /** Days and moments, `20210131` not among them. */
  moments: number;
  /** Days written as `20210131`. */
  compactDays: number;
}

/** Share of a column's values that must be of a type; exports have a few strange cells. */
const MOST = 0.99;

/** The type of a column, and whether its days are written as `20210131`, which are numbers as well. */
export function judgeType(counts: TypeCounts): { type: ColumnType; isCompact: boolean } {
  const { values, booleans, numbers, moments, compactDays } = counts;
  const mostly = (count: number) => values > 0 && count >= MOST * values;
  if (values > 0 && booleans === values) return { type: 'boolean', isCompact: false };
  if (values > 0 && compactDays === values) return { type: 'date', isCompact: true };
  if (mostly(numbers)) return { type: 'number', isCompact: false };
  return { type: mostly(moments) ? 'date' : 'text', isCompact: false };
}
