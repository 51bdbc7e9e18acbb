import type { MixedPoints } from './mixed-points.ts';

/**
 * Which of the rows, nearest first, gives a made row its properties. Each property is put to the vote, as in SMOTE-NC, of
 * equals the nearest one's; then the row that has most of what was elected gives all of its own, of equals the nearest.
 * Where no row has all of it, taking it piece by piece would make a combination that does not exist, a July in winter.
 */
export function electDonor({ nominal, properties }: MixedPoints, rows: ArrayLike<number>): number {
  const agreements = new Uint32Array(rows.length);
  for (let property = 0; property < properties; property++) {
    const codes = Array.from(rows, (row) => nominal[row * properties + property]!);
    const elected = findMajority(codes);
    for (const [voter, code] of codes.entries()) if (code === elected) agreements[voter]!++;
  }
  return rows[agreements.indexOf(Math.max(...agreements))]!;
}

/** The most frequent code, of equals the first. */
function findMajority(codes: readonly number[]): number {
  const votes = new Map<number, number>();
  for (const code of codes) votes.set(code, (votes.get(code) ?? 0) + 1);
  const most = Math.max(...votes.values());
  return codes.find((code) => votes.get(code) === most)!;
}
