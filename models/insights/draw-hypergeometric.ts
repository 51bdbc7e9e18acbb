import type { Random } from '../random.ts';

/** An urn of `total` balls, `marked` of them marked, of which `drawn` are taken without putting any back. */
export interface Urn {
  readonly total: number;
  readonly marked: number;
  readonly drawn: number;
}

/** ln n! for n = 0 … most, at index n. */
export function listLogFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let n = 1; n <= most; n++) logs[n] = logs[n - 1]! + Math.log(n);
  return logs;
}

/** How many marked balls are drawn, by inversion outwards from the mode: some standard deviations' steps, whatever the urn. */
export function drawHypergeometric(
  { total, marked, drawn }: Urn,
  logFactorials: Float64Array,
  random: Random,
): number {
  const least = Math.max(0, drawn + marked - total);
  const most = Math.min(drawn, marked);
  const mode = Math.min(most, Math.floor(((drawn + 1) * (marked + 1)) / (total + 2)));
  const log = (n: number) => logFactorials[n]!;
  const choose = (n: number, k: number) => log(n) - log(k) - log(n - k);
  const atMode = Math.exp(choose(marked, mode) + choose(total - marked, drawn - mode) - choose(total, drawn));
  const unmarked = total - marked - drawn;
  let left = random.next() - atMode;
  let below = mode;
  let above = mode;
  let lower = atMode;
  let upper = atMode;
  while (left >= 0 && (below > least || above < most)) {
    if (above < most) {
      upper *= ((marked - above) * (drawn - above)) / ((above + 1) * (unmarked + above + 1));
      above++;
      left -= upper;
      if (left < 0) return above;
    }
    if (below > least) {
      lower *= (below * (unmarked + below)) / ((marked - below + 1) * (drawn - below + 1));
      below--;
      left -= lower;
      if (left < 0) return below;
    }
  }
  return mode;
}
