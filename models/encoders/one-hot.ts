import { z } from 'zod';
import type { CategoryColumn } from './feature-table.ts';

/** The level for codes that are missing, and for those training did not have. */
export const UNKNOWN_LEVEL = 'unknown';

/** The codes of one category column seen in training, sorted; `unknown` is always the last level. */
export const OneHotState = z.strictObject({ levels: z.array(z.string()).min(1) });
/** The codes of one category column seen in training. */
export type OneHotState = z.infer<typeof OneHotState>;

/** Learns the levels of a column. */
export function fitOneHot(values: CategoryColumn): OneHotState {
  const seen = new Set<string>();
  for (let row = 0; row < values.length; row++) seen.add(values[row] || UNKNOWN_LEVEL);
  seen.delete(UNKNOWN_LEVEL);
  // Code-unit order: the same on every machine, whatever its locale.
  return { levels: [...[...seen].sort(), UNKNOWN_LEVEL] };
}

/** The position of each row's level; a code that training did not have counts as unknown. */
export function findLevels(state: OneHotState, values: CategoryColumn): Int32Array {
  const unknown = state.levels.length - 1;
  const positions = new Map(state.levels.map((level, position) => [level, position]));
  return Int32Array.from({ length: values.length }, (_, row) => positions.get(values[row] ?? '') ?? unknown);
}
