import type { RuleOutcome } from '../../models/gates/verdict.ts';
import { formatShare } from '../html/format.ts';

/** What the rule of groups means: which group it is about, and whether the favourable end of its interval is enough. */
export function explainSlice({ value, high, pass, columns = [] }: RuleOutcome, positives: string): string {
  if (value === null) return `Off: no group has enough ${positives} to be judged by itself.`;
  const group = columns.map((name) => `${name.replace('=', ' ')}: `).join('');
  const end = `the favourable end of the interval (${formatShare(high)})`;
  return pass
    ? `${group}not surely below the bound, ${end} reaches it.`
    : `${group}even ${end} is below the bound.`;
}
