import type { Verdict } from './verdict.ts';

/** Whether a decision point has a model of its own that may be used: the candidate's, or the champion's. */
export function isReleased({ verdict, released }: Pick<Verdict, 'verdict' | 'released'>): boolean {
  return released === undefined ? verdict === 'PROMOTED' : released !== null;
}
