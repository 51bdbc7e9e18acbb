import { z } from 'zod';

/** What one number column looked like in training. */
export const ScalerState = z.strictObject({
  mean: z.number(),
  /** Population standard deviation; 1 for a constant column, which then scales to 0. */
  deviation: z.number().positive(),
  /** Whether training had missing values: then a 0/1 column says where. */
  hasMissing: z.boolean(),
});
/** What one number column looked like in training. */
export type ScalerState = z.infer<typeof ScalerState>;

/** Learns mean and deviation of the values that are present (not NaN); all missing gives mean 0. */
export function fitScaler(values: Float64Array): ScalerState {
  const present = values.filter((value) => !Number.isNaN(value));
  const mean = present.reduce((sum, value) => sum + value, 0) / Math.max(1, present.length);
  const variance = present.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, present.length);
  // A constant column leaves rounding dust, not exactly zero.
  const isConstant = Math.sqrt(variance) <= 1e-9 * Math.max(1, Math.abs(mean));
  return {
    mean,
    deviation: isConstant ? 1 : Math.sqrt(variance),
    hasMissing: present.length < values.length,
  };
}

/** Centres and scales one value; a missing one becomes the training mean, 0. */
export function scaleValue(state: ScalerState, value: number): number {
  return Number.isNaN(value) ? 0 : (value - state.mean) / state.deviation;
}
