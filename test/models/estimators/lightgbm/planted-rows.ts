import type { BoosterRows } from '../../../../models/estimators/lightgbm/dataset.ts';
import { createRandom } from '../../../../models/random.ts';

/** Rows whose label depends on the first column alone; the second is noise. */
export function plantRows(
  rows: number,
  seed: number,
  labelOf: (signal: number, chance: number) => number,
): BoosterRows {
  const random = createRandom(seed);
  const values = Float32Array.from({ length: rows * 2 }, () => random.normal());
  const label = Float32Array.from({ length: rows }, (_, row) => labelOf(values[row * 2]!, random.next()));
  return { features: { rows, columns: ['signal', 'noise'], values }, label };
}

/** 1 with a probability logistic in the signal. */
export function drawYes(signal: number, chance: number): number {
  return chance < 1 / (1 + Math.exp(-2 * signal)) ? 1 : 0;
}
