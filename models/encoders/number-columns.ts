import { z } from 'zod';
import type { FeatureSpec, FeatureTable } from './feature-table.ts';
import { applyLog1p } from './log1p.ts';
import { readNumbers } from './read-numbers.ts';
import { fitScaler, ScalerState, scaleValue } from './standard-scaler.ts';

/** A number, standardised; with a 0/1 column `name?missing` beside it when training had gaps. */
export const NumberColumnsState = z.strictObject({
  kind: z.literal('number'),
  name: z.string(),
  transform: z.literal('log1p').optional(),
  scaler: ScalerState,
});
/** A number, standardised. */
export type NumberColumnsState = z.infer<typeof NumberColumnsState>;

/** Learns mean, deviation and whether there are gaps. */
export function fitNumberColumns(
  { name, transform }: Extract<FeatureSpec, { kind: 'number' }>,
  training: FeatureTable,
): NumberColumnsState {
  const scaler = fitScaler(readTransformed({ name, transform }, training));
  return { kind: 'number', name, ...(transform && { transform }), scaler };
}

/** Names of the columns. */
export function listNumberColumns({ name, scaler }: NumberColumnsState): string[] {
  return scaler.hasMissing ? [name, `${name}?missing`] : [name];
}

/** The columns, one value per row. */
export function encodeNumberColumns(state: NumberColumnsState, table: FeatureTable): Float32Array[] {
  const values = readTransformed(state, table);
  const scaled = Float32Array.from(values, (value) => scaleValue(state.scaler, value));
  return state.scaler.hasMissing ? [scaled, markMissing(values)] : [scaled];
}

/** 1 where there is no value, else 0. */
export function markMissing(values: Float64Array): Float32Array {
  return Float32Array.from(values, (value) => (Number.isNaN(value) ? 1 : 0));
}

function readTransformed(
  { name, transform }: { name: string; transform?: 'log1p' | undefined },
  table: FeatureTable,
): Float64Array {
  const values = readNumbers(table, name);
  return transform ? applyLog1p(values, name) : values;
}
