import { z } from 'zod';
import { assertMatrix, createMatrix, type Matrix } from '../matrix.ts';
import type { Encoding } from './encoding.ts';
import { FeatureSpec, type FeatureTable } from './feature-table.ts';
import { encodeLevelColumns, fitLevelColumns, LevelColumnsState, listLevelColumns } from './level-columns.ts';
import {
  encodeNumberColumns,
  fitNumberColumns,
  listNumberColumns,
  NumberColumnsState,
} from './number-columns.ts';
import { encodeWaveColumns, fitWaveColumns, listWaveColumns, WaveColumnsState } from './wave-columns.ts';

const ColumnsState = z.discriminatedUnion('kind', [NumberColumnsState, LevelColumnsState, WaveColumnsState]);
type ColumnsState = z.infer<typeof ColumnsState>;

/** All that encoding needs, learned on training rows only; plain JSON, stored with the model. */
export const FeatureEncoderState = z.strictObject({ columns: z.array(ColumnsState) });
/** All that encoding needs, learned on training rows only. */
export type FeatureEncoderState = z.infer<typeof FeatureEncoderState>;

/** Learns the encoding of the declared columns from training rows. */
export function fitFeatureEncoder(
  specs: readonly FeatureSpec[],
  training: FeatureTable,
  encoding: Encoding = 'cyclic',
): FeatureEncoderState {
  const names = new Set<string>();
  for (const { name } of specs) {
    if (names.has(name)) throw new Error(`invalid features: ${name} is declared twice`);
    names.add(name);
  }
  const state = { columns: specs.flatMap((spec) => fitColumns(FeatureSpec.parse(spec), training, encoding)) };
  const encoded = new Set<string>();
  for (const column of listEncodedColumns(state)) {
    if (encoded.has(column)) throw new Error(`invalid features: two of them become the column ${column}`);
    encoded.add(column);
  }
  return state;
}

/**
 * Encodes any rows with what training taught, finite and in the order of the specs: numbers standardised, under every
 * encoding (trees do not mind), a missing one at the mean with a mark beside it; unseen and missing codes at `unknown`.
 */
export function encodeFeatures(state: FeatureEncoderState, table: FeatureTable): Matrix {
  const matrix = createMatrix(table.rows, listEncodedColumns(state));
  const width = matrix.columns.length;
  const categorical: number[] = [];
  let column = 0;
  for (const columns of state.columns) {
    if (columns.kind === 'code') categorical.push(column);
    for (const values of encodeColumns(columns, table)) {
      for (let row = 0; row < table.rows; row++) matrix.values[row * width + column] = values[row]!;
      column++;
    }
  }
  assertMatrix(matrix, 'encoded features');
  return categorical.length > 0 ? { ...matrix, categorical } : matrix;
}

/** The columns of the encoded matrix. */
export function listEncodedColumns({ columns }: FeatureEncoderState): string[] {
  return columns.flatMap(listColumns);
}

/** For each column of the encoded matrix, the feature it comes from: reasons and importance are per feature. */
export function listColumnFeatures({ columns }: FeatureEncoderState): string[] {
  return columns.flatMap((state) => listColumns(state).map(() => state.name));
}

/** Features that were there when the encoding was learned and that a table lacks. */
export function listMissingFeatures({ columns }: FeatureEncoderState, table: FeatureTable): string[] {
  const names = new Set(columns.map(({ name }) => name));
  return [...names].filter(
    (name) => !Object.hasOwn(table.numbers, name) && !Object.hasOwn(table.categories, name),
  );
}

function fitColumns(spec: FeatureSpec, training: FeatureTable, encoding: Encoding): ColumnsState[] {
  if (spec.kind === 'number') return [fitNumberColumns(spec, training)];
  if (encoding === 'native') return [fitLevelColumns(spec, training, 'code')];
  if (spec.kind === 'category' || encoding === 'one-hot')
    return [fitLevelColumns(spec, training, 'category')];
  const waves = fitWaveColumns(spec, training);
  return encoding === 'cyclic' ? [waves] : [waves, fitLevelColumns(spec, training, 'category')];
}

function listColumns(state: ColumnsState): string[] {
  if (state.kind === 'number') return listNumberColumns(state);
  return state.kind === 'wave' ? listWaveColumns(state) : listLevelColumns(state);
}

function encodeColumns(state: ColumnsState, table: FeatureTable): Float32Array[] {
  if (state.kind === 'number') return encodeNumberColumns(state, table);
  return state.kind === 'wave' ? encodeWaveColumns(state, table) : encodeLevelColumns(state, table);
}
