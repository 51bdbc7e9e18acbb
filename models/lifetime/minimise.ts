/** A place and the value there. */
export interface Minimum {
  readonly point: number[];
  readonly value: number;
  readonly steps: number;
  /** Whether the slope vanished; false when the steps ran out. */
  readonly converged: boolean;
}

const MOST_STEPS = 500;
const FLAT = 1e-6;
/** Cube root of the double's precision: the best step of a central difference. */
const DIFFERENCE = 6e-6;

/**
 * Minimum of a smooth function of a few unbounded numbers by BFGS (Nocedal and Wright 2006, algorithm 6.1) with central
 * differences and backtracking. Scale the function so that a change of 1 in a number and in the value both matter.
 * @throws Error when the function is not finite at the start
 */
export function minimise(evaluate: (point: readonly number[]) => number, start: readonly number[]): Minimum {
  let point = [...start];
  let value = evaluate(point);
  if (!Number.isFinite(value)) throw new Error(`the function is ${value} at ${start.join(', ')}`);
  let slope = differentiate(evaluate, point);
  let inverse = identity(point.length);
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    if (Math.max(...slope.map(Math.abs)) < FLAT * Math.max(1, Math.abs(value))) {
      return { point, value, steps, converged: true };
    }
    let direction = inverse.map((row) => -dot(row, slope));
    if (dot(direction, slope) >= 0) {
      inverse = identity(point.length);
      direction = slope.map((part) => -part);
    }
    const next = backtrack(evaluate, point, value, slope, direction);
    if (next === null) return { point, value, steps, converged: isFlat(slope, value) };
    const nextSlope = differentiate(evaluate, next.point);
    const move = next.point.map((part, i) => part - point[i]!);
    inverse = updateInverse(
      inverse,
      move,
      nextSlope.map((part, i) => part - slope[i]!),
    );
    point = next.point;
    value = next.value;
    slope = nextSlope;
  }
  return { point, value, steps: MOST_STEPS, converged: false };
}

function isFlat(slope: readonly number[], value: number): boolean {
  // No step lowers the value any more: what slope is left is the rounding of the differences.
  return Math.max(...slope.map(Math.abs)) < 1e-3 * Math.max(1, Math.abs(value));
}

function differentiate(evaluate: (point: readonly number[]) => number, point: readonly number[]): number[] {
  return point.map((part, i) => {
    const step = DIFFERENCE * Math.max(1, Math.abs(part));
    const at = (change: number) => evaluate(point.map((other, j) => (j === i ? other + change : other)));
    return (at(step) - at(-step)) / (2 * step);
  });
}

/** The first of ever shorter steps that lowers the value enough (Armijo); null when none does. */
function backtrack(
  evaluate: (point: readonly number[]) => number,
  point: readonly number[],
  value: number,
  slope: readonly number[],
  direction: readonly number[],
): { point: number[]; value: number } | null {
  const fall = dot(slope, direction);
  // A step of more than 2 in a logarithm, a factor of 7, is a leap in the dark.
  let length = Math.min(1, 2 / Math.max(...direction.map(Math.abs)));
  for (let halving = 0; halving < 60; halving++) {
    const next = point.map((part, i) => part + length * direction[i]!);
    const nextValue = evaluate(next);
    if (nextValue <= value + 1e-4 * length * fall) {
      return nextValue < value ? { point: next, value: nextValue } : null;
    }
    length /= 2;
  }
  return null;
}

function updateInverse(inverse: number[][], move: readonly number[], change: readonly number[]): number[][] {
  const bend = dot(move, change);
  // Without positive curvature along the move the update would lose the descent direction.
  if (bend <= 1e-12) return inverse;
  const pushed = inverse.map((row) => dot(row, change));
  const scale = (bend + dot(change, pushed)) / bend ** 2;
  return inverse.map((row, i) =>
    row.map(
      (cell, j) =>
        cell + scale * move[i]! * move[j]! - (pushed[i]! * move[j]! + move[i]! * pushed[j]!) / bend,
    ),
  );
}

function identity(size: number): number[][] {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, part, i) => sum + part * other[i]!, 0);
}
