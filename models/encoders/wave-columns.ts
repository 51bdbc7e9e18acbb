import { z } from 'zod';
import { Cycle, type FeatureSpec, type FeatureTable } from './feature-table.ts';
import { markMissing } from './number-columns.ts';
import { readPositions } from './read-numbers.ts';
import { fitScaler, ScalerState, scaleValue } from './standard-scaler.ts';

/**
 * A cycle as sine and cosine of its angle, both standardised: the last position is then next to the first. Always both,
 * since one alone makes positions equal that are not (March and May have the same sine from January on).
 */
export const WaveColumnsState = z.strictObject({
  kind: z.literal('wave'),
  name: z.string(),
  cycle: Cycle,
  sine: ScalerState,
  cosine: ScalerState,
});
/** A cycle as sine and cosine of its angle. */
export type WaveColumnsState = z.infer<typeof WaveColumnsState>;

/** Learns the scale of both. */
export function fitWaveColumns(
  { name, period, first }: Extract<FeatureSpec, { kind: 'cycle' }>,
  training: FeatureTable,
): WaveColumnsState {
  const cycle = { period, ...(first !== undefined && { first }) };
  const angles = toAngles(readPositions(training, name, cycle), cycle);
  return {
    kind: 'wave',
    name,
    cycle,
    sine: fitScaler(angles.map(Math.sin)),
    cosine: fitScaler(angles.map(Math.cos)),
  };
}

/** Names of the columns; `name?missing` when training had gaps. */
export function listWaveColumns({ name, sine }: WaveColumnsState): string[] {
  return [`${name}_sine`, `${name}_cosine`, ...(sine.hasMissing ? [`${name}?missing`] : [])];
}

/** The columns, one value per row. */
export function encodeWaveColumns(state: WaveColumnsState, table: FeatureTable): Float32Array[] {
  const angles = toAngles(readPositions(table, state.name, state.cycle), state.cycle);
  const waves = [
    Float32Array.from(angles, (angle) => scaleValue(state.sine, Math.sin(angle))),
    Float32Array.from(angles, (angle) => scaleValue(state.cosine, Math.cos(angle))),
  ];
  return state.sine.hasMissing ? [...waves, markMissing(angles)] : waves;
}

/** Angles in radians; the first position is at 0. */
function toAngles(positions: Float64Array, { period, first = 0 }: Cycle): Float64Array {
  return positions.map((position) => (2 * Math.PI * (position - first)) / period);
}
