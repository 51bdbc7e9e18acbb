import { z } from 'zod';
import {
  type CategoryColumn,
  Cycle,
  type FeatureSpec,
  type FeatureTable,
  takeColumn,
} from './feature-table.ts';
import { findLevels, fitOneHot, OneHotState } from './one-hot.ts';
import { readPositions } from './read-numbers.ts';

/** A category, or a cycle whose positions count one by one: `category`, a 0/1 column per level; `code`, one of codes. */
export const LevelColumnsState = z.strictObject({
  kind: z.enum(['category', 'code']),
  name: z.string(),
  /** Of a cycle: its levels are positions. */
  cycle: Cycle.optional(),
  oneHot: OneHotState,
});
/** A category, or a cycle whose positions count one by one. */
export type LevelColumnsState = z.infer<typeof LevelColumnsState>;

/** Learns the levels that training has. */
export function fitLevelColumns(
  spec: Extract<FeatureSpec, { kind: 'category' | 'cycle' }>,
  training: FeatureTable,
  kind: LevelColumnsState['kind'],
): LevelColumnsState {
  const { name } = spec;
  if (spec.kind === 'category') {
    const codes = takeColumn(training, name, 'category');
    return { kind, name, oneHot: fitOneHot(codes, { maxLevels: spec.maxLevels }) };
  }
  const cycle = { period: spec.period, ...(spec.first !== undefined && { first: spec.first }) };
  const byPosition = (left: string, right: string) => Number(left) - Number(right);
  const oneHot = fitOneHot(readCodes({ name, cycle }, training), { order: byPosition });
  return { kind, name, cycle, oneHot };
}

/** Names of the columns: `name=level` for each, or `name` for the codes. */
export function listLevelColumns({ kind, name, oneHot }: LevelColumnsState): string[] {
  return kind === 'code' ? [name] : oneHot.levels.map((level) => `${name}=${level}`);
}

/** The columns, one value per row. */
export function encodeLevelColumns(state: LevelColumnsState, table: FeatureTable): Float32Array[] {
  const levels = findLevels(state.oneHot, readCodes(state, table));
  if (state.kind === 'code') return [Float32Array.from(levels)];
  const columns = state.oneHot.levels.map(() => new Float32Array(table.rows));
  for (const [row, level] of levels.entries()) columns[level]![row] = 1;
  return columns;
}

function readCodes(
  { name, cycle }: Pick<LevelColumnsState, 'name' | 'cycle'>,
  table: FeatureTable,
): CategoryColumn {
  if (!cycle) return takeColumn(table, name, 'category');
  return Array.from(readPositions(table, name, cycle), (position) =>
    Number.isNaN(position) ? null : String(position),
  );
}
