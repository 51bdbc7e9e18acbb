import type { Champion, FoundChampion } from '../contracts/champion.ts';

/** What a person's approval of a champion is worth: none was needed, it lasts, or it ended. */
export type Approval = 'none' | 'lasts' | 'ended';

/**
 * An approval lasts until the end of its day: a run that begins later does not go by it, and neither does one of a later
 * as-of, whichever comes first.
 */
export function judgeApproval(
  { approvedUntil }: Pick<Champion, 'approvedUntil'>,
  { asOf, on }: { asOf: string; on: FoundChampion['on'] },
): Approval {
  if (approvedUntil === null) return 'none';
  return approvedUntil >= asOf && (on === null || approvedUntil >= on) ? 'lasts' : 'ended';
}
