import type { CardState } from './write-card.ts';

const QUIET: readonly string[] = ['ok', 'running'] satisfies CardState[];

/**
 * Whether people should be told of a state: a loud one that they were not told of last, and `ok` where it ends a loud one.
 * A run under way may still end either way.
 * @param told what they were last told of; undefined before the first time
 */
export function isNews(told: string | undefined, state: CardState): boolean {
  if (state === 'running') return false;
  return state === 'ok' ? told !== undefined && !QUIET.includes(told) : state !== told;
}
