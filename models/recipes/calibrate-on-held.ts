import { type CalibrationRows, fitBinaryCalibration } from '../estimators/binary/calibration.ts';
import { findLatestRows } from '../estimators/binary/latest-rows.ts';
import type { HeldPredictions } from './cross-validate.ts';
import type { Examples } from './examples.ts';
import type { RecipeModel } from './recipe-model.ts';

/**
 * The model calibrated on what models of its recipe said of rows that they had not seen (cross-fitting): five times as many
 * rows as validation has, whose chance alone refused one good model in six. One repeat, so that a row counts once.
 */
export function calibrateOnHeld(
  model: RecipeModel,
  { logits }: Pick<HeldPredictions, 'logits'>,
  { labels, decidedOn }: Pick<Examples, 'labels' | 'decidedOn'>,
): RecipeModel {
  const take = (rows: readonly number[]): CalibrationRows => ({
    logits: rows.map((row) => logits[row]!),
    labels: rows.map((row) => labels[row]!),
  });
  const latest = findLatestRows(labels, decidedOn);
  const all = take(Array.from(labels, (_, row) => row));
  return model.recalibrate(fitBinaryCalibration(all, latest && take(latest)));
}
