import { type SnapshotCut, splitCuts } from '../splits/split-snapshots.ts';

/** One earlier snapshot that tests, and the cuts whose outcomes were known by then; days, the newest first. */
export interface EarlierSnapshot {
  readonly from: string;
  readonly learnt: readonly string[];
}

/**
 * The last `count` cuts among those that a candidate learnt from, each as if it were the test.
 * @param cuts cut of each row, in any order
 */
export function listEarlierSnapshots(
  cuts: readonly string[],
  { count, windowDays }: { count: number; windowDays: number },
): EarlierSnapshot[] {
  const days = [...new Set(cuts)].sort();
  return days
    .slice(-count)
    .reverse()
    .map((from) => {
      const known: SnapshotCut[] = days
        .filter((day) => day <= from)
        .map((cutDate) => ({ cutDate, isServing: false, outcomeRipe: true }));
      const learnt = [...splitCuts(known, windowDays)].flatMap(([cut, use]) =>
        use === 'training' ? [cut] : [],
      );
      return { from, learnt };
    });
}
