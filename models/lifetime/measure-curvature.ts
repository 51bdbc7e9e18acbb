/** The matrix of second derivatives by central differences. */
export function measureCurvature(
  evaluate: (point: readonly number[]) => number,
  point: readonly number[],
): number[][] {
  // The fourth root of the precision suits second differences.
  const step = 1e-4;
  const at = (changes: readonly [number, number][]) => {
    const moved = [...point];
    for (const [place, change] of changes) moved[place]! += change * step;
    return evaluate(moved);
  };
  return point.map((_, i) =>
    point.map((_, j) => {
      const corners =
        at([
          [i, 1],
          [j, 1],
        ]) -
        at([
          [i, 1],
          [j, -1],
        ]) -
        at([
          [i, -1],
          [j, 1],
        ]) +
        at([
          [i, -1],
          [j, -1],
        ]);
      return corners / (4 * step * step);
    }),
  );
}
