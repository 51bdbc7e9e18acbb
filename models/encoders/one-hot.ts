import { z } from 'zod';
import type { CategoryColumn } from './feature-table.ts';

/** The level for codes that are missing, and for those training did not have. */
export const UNKNOWN_LEVEL = 'unknown';
/** The level for codes too rare to have one of their own; where there is one, codes that training did not have join it. */
export const OTHER_LEVEL = 'other';

/** The codes of one category column seen in training, in order; then `other`, if capped; `unknown` is always the last level. */
export const OneHotState = z.strictObject({
  levels: z.array(z.string()).min(1),
  /** There were more codes than levels allowed. */
  isCapped: z.literal(true).optional(),
});
/** The codes of one category column seen in training. */
export type OneHotState = z.infer<typeof OneHotState>;

/** What may be said about levels. */
export interface OneHotOptions {
  /** Most codes with a level of their own: the most frequent, of equals the first in code order. All of them by default. */
  maxLevels?: number | undefined;
  /** Order of the levels; code-unit order by default, the same on every machine whatever its locale. */
  order?: (left: string, right: string) => number;
}

/** Learns the levels of a column. */
export function fitOneHot(values: CategoryColumn, { maxLevels, order }: OneHotOptions = {}): OneHotState {
  const counts = new Map<string, number>();
  for (let row = 0; row < values.length; row++) {
    const code = values[row] || UNKNOWN_LEVEL;
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  counts.delete(UNKNOWN_LEVEL);
  const codes = [...counts.keys()].sort();
  if (maxLevels === undefined || codes.length <= maxLevels) {
    return { levels: [...codes.sort(order), UNKNOWN_LEVEL] };
  }
  const kept = codes
    .filter((code) => code !== OTHER_LEVEL)
    .sort((left, right) => counts.get(right)! - counts.get(left)!)
    .slice(0, maxLevels)
    .sort(order);
  return { levels: [...kept, OTHER_LEVEL, UNKNOWN_LEVEL], isCapped: true };
}

/** The position of each row's level; a code that training did not have is unknown, or `other` where levels are capped. */
export function findLevels({ levels, isCapped }: OneHotState, values: CategoryColumn): Int32Array {
  const unknown = levels.length - 1;
  const positions = new Map(levels.map((level, position) => [level, position]));
  const unseen = isCapped ? unknown - 1 : unknown;
  return Int32Array.from({ length: values.length }, (_, row) => {
    const code = values[row] || UNKNOWN_LEVEL;
    return positions.get(code) ?? unseen;
  });
}
