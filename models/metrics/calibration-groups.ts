import { assertOnePerLabel } from './assert-one-per-label.ts';

/** Rows with neighbouring forecasts: what was forecast of them on average, and the share it came true of. */
export interface CalibrationGroup {
  readonly rows: number;
  readonly forecast: number;
  readonly outcome: number;
}

/**
 * Groups of equal size from the lowest forecast to the highest; equal forecasts are never parted, so there may be fewer.
 * Unlike bins of equal width, none rests on a handful of rows.
 */
export function groupByForecast(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  groups = 10,
): CalibrationGroup[] {
  assertOnePerLabel(probabilities, labels.length, 'probabilities');
  const order = Int32Array.from({ length: labels.length }, (_, row) => row).sort(
    (one, other) => probabilities[one]! - probabilities[other]!,
  );
  const found: CalibrationGroup[] = [];
  let from = 0;
  for (let group = 1; group <= groups; group++) {
    let to = Math.round((group * order.length) / groups);
    while (to > from && to < order.length && probabilities[order[to]!] === probabilities[order[to - 1]!])
      to++;
    if (to <= from) continue;
    const rows = order.subarray(from, to);
    found.push({
      rows: rows.length,
      forecast: rows.reduce((sum, row) => sum + probabilities[row]!, 0) / rows.length,
      outcome: rows.reduce((sum, row) => sum + labels[row]!, 0) / rows.length,
    });
    from = to;
  }
  return found;
}
