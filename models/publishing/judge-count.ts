/** How far a night may lie from those before it; wider bounds are the configuration's `publishing`. */
export interface CountBounds {
  /** Least and most rows, as multiples of the median of the last publications. */
  minRowRatio: number;
  maxRowRatio: number;
}

/** Fewer publications say nothing about what is usual. */
const NIGHTS_NEEDED = 3;
/** Where a usual night has fewer rows, chance alone goes beyond any ratio. */
const ROWS_NEEDED = 100;

/** How many rows a night has beside what is usual. */
export interface CountJudgement {
  rows: number;
  /** Median of the last publications; null where there are too few to go by. */
  usual: number | null;
  /** What is wrong with it; null where nothing is. */
  problem: string | null;
}

/**
 * Hold the number of rows against the last publications.
 * @param last rows of the publications before, any order
 */
export function judgeCount(
  rows: number,
  last: readonly number[],
  { minRowRatio, maxRowRatio }: CountBounds,
): CountJudgement {
  if (last.length < NIGHTS_NEEDED) return { rows, usual: null, problem: null };
  const usual = median(last);
  const [least, most] = [usual * minRowRatio, usual * maxRowRatio];
  if (usual < ROWS_NEEDED || (rows >= least && rows <= most)) return { rows, usual, problem: null };
  const bound =
    rows < least
      ? `at least ${Math.ceil(least)}: publishing.minRowRatio`
      : `at most ${Math.floor(most)}: publishing.maxRowRatio`;
  return { rows, usual, problem: `${rows} rows where ${usual} are usual (expected ${bound})` };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
