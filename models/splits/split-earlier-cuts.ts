import { addDays } from '../days.ts';

/** One moment in the past from which a recipe is tried again: rows by number. */
export interface EarlierCut {
  /** Day of the first tested decision. */
  readonly from: string;
  /** Rows whose outcome was known on that day. */
  readonly known: readonly number[];
  readonly test: readonly number[];
}

/** Share of the rows, the newest of those before the later cut, that each cut tests. */
const TEST_SHARE = 0.25;

/**
 * The last `count` cuts in time that lie wholly within these rows, the newest first.
 * @param decidedOn day of each decision
 * @param outcomeDays days after a decision by which its outcome is surely known
 */
export function splitEarlierCuts(
  decidedOn: readonly string[],
  { count, outcomeDays }: { count: number; outcomeDays: number },
): EarlierCut[] {
  const order = decidedOn.map((_, row) => row).sort((a, b) => compareDays(decidedOn[a]!, decidedOn[b]!));
  const size = Math.floor(order.length * TEST_SHARE);
  const cuts: EarlierCut[] = [];
  let until: string | undefined;
  for (let cut = 1; cut <= count; cut++) {
    const from = decidedOn[order[order.length - cut * size] ?? -1];
    if (size === 0 || from === undefined) break;
    const end = until;
    cuts.push({
      from,
      known: order.filter((row) => addDays(decidedOn[row]!, outcomeDays) <= from),
      test: order.filter((row) => decidedOn[row]! >= from && (end === undefined || decidedOn[row]! < end)),
    });
    until = from;
  }
  return cuts;
}

function compareDays(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
