import { z } from 'zod';
import { assertMatrix, createMatrix, type Matrix } from '../matrix.ts';
import { FeatureSpec, type FeatureTable, takeColumn } from './feature-table.ts';
import { applyLog1p } from './log1p.ts';
import { findLevels, fitOneHot, OneHotState } from './one-hot.ts';
import { fitScaler, ScalerState, scaleValue } from './standard-scaler.ts';

/** All that encoding needs, learned on training rows only; plain JSON, stored with the model. */
export const FeatureEncoderState = z.strictObject({
  columns: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('number'),
        name: z.string(),
        transform: z.literal('log1p').optional(),
        scaler: ScalerState,
      }),
      z.strictObject({ kind: z.literal('category'), name: z.string(), oneHot: OneHotState }),
    ]),
  ),
});
/** All that encoding needs, learned on training rows only. */
export type FeatureEncoderState = z.infer<typeof FeatureEncoderState>;

type ColumnState = FeatureEncoderState['columns'][number];

/** Learns the encoding of the declared columns from training rows. */
export function fitFeatureEncoder(
  specs: readonly FeatureSpec[],
  training: FeatureTable,
): FeatureEncoderState {
  const names = new Set<string>();
  for (const spec of specs) {
    if (names.has(spec.name)) throw new Error(`invalid features: ${spec.name} is declared twice`);
    names.add(spec.name);
  }
  return { columns: specs.map((spec) => fitColumn(FeatureSpec.parse(spec), training)) };
}

/**
 * Encodes any rows with what training taught: one column per number (scaled; `name?missing` beside it when training had
 * gaps), one per level of a category (`name=level`). The result is finite and in the order of the specs.
 */
export function encodeFeatures(state: FeatureEncoderState, table: FeatureTable): Matrix {
  const matrix = createMatrix(table.rows, listEncodedColumns(state));
  const width = matrix.columns.length;
  let offset = 0;
  for (const column of state.columns) {
    if (column.kind === 'category') {
      const levels = findLevels(column.oneHot, takeColumn(table, column.name, 'category'));
      for (let row = 0; row < table.rows; row++) matrix.values[row * width + offset + levels[row]!] = 1;
      offset += column.oneHot.levels.length;
      continue;
    }
    const values = readNumbers(table, column.name, column.transform);
    for (let row = 0; row < table.rows; row++) {
      matrix.values[row * width + offset] = scaleValue(column.scaler, values[row]!);
      if (column.scaler.hasMissing && Number.isNaN(values[row])) matrix.values[row * width + offset + 1] = 1;
    }
    offset += column.scaler.hasMissing ? 2 : 1;
  }
  assertMatrix(matrix, 'encoded features');
  return matrix;
}

/** The columns of the encoded matrix. */
export function listEncodedColumns(state: FeatureEncoderState): string[] {
  return state.columns.flatMap((column) => {
    if (column.kind === 'category') return column.oneHot.levels.map((level) => `${column.name}=${level}`);
    return column.scaler.hasMissing ? [column.name, `${column.name}?missing`] : [column.name];
  });
}

function fitColumn(spec: FeatureSpec, training: FeatureTable): ColumnState {
  const { name, transform } = spec;
  if (spec.kind === 'number') {
    const scaler = fitScaler(readNumbers(training, name, transform));
    return { kind: 'number', name, ...(transform && { transform }), scaler };
  }
  if (transform) throw new Error(`invalid feature ${name}: ${transform} on a category (expected a number)`);
  return { kind: 'category', name, oneHot: fitOneHot(takeColumn(training, name, 'category')) };
}

function readNumbers(table: FeatureTable, name: string, transform: 'log1p' | undefined): Float64Array {
  const values = Float64Array.from(takeColumn(table, name, 'number'), (value) => value ?? Number.NaN);
  const infinite = values.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
  if (infinite >= 0) {
    throw new Error(
      `invalid ${name}: ${values[infinite]} in row ${infinite} (expected a finite number or null)`,
    );
  }
  return transform ? applyLog1p(values, name) : values;
}
