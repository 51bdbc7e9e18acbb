import { assertOnePerLabel } from './assert-one-per-label.ts';
/** Rows counted by [actual][predicted] class index. */
export function countConfusion(
  predicted: ArrayLike<number>,
  actual: ArrayLike<number>,
  classes: number,
): number[][] {
  assertOnePerLabel(predicted, actual.length, 'predicted');
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let row = 0; row < actual.length; row++) {
    const line = counts[actual[row]!];
    if (line?.[predicted[row]!] === undefined) {
      throw new Error(
        `invalid classes in row ${row}: actual ${actual[row]}, predicted ${predicted[row]} (expected 0 to ${classes - 1})`,
      );
    }
    line[predicted[row]!]!++;
  }
  return counts;
}
