import { assertFinite } from '../../matrix.ts';

/** How many rounds to add. */
export interface RoundsPlan {
  readonly maxRounds: number;
  /** Rounds without a better validation score before stopping. */
  readonly patience: number;
  /** Whether a larger score is the better one. */
  readonly isGreaterBetter: boolean;
}

/** What one round did. */
export interface Round {
  /** False when no tree could split any more. */
  readonly canSplit: boolean;
  /** The metric on the validation rows after it; null without them. */
  readonly score: number | null;
}

/** How boosting went. */
export interface BoostedRounds {
  readonly bestRound: number;
  readonly rounds: number;
  /** The metric on the validation rows after the best round; null without them. */
  readonly validationScore: number | null;
}

/** Adds rounds, numbered from 1, until `patience`, `maxRounds` or the data end it; without a score the last is the best. */
export async function boostRounds(
  addRound: (round: number) => Round,
  { maxRounds, patience, isGreaterBetter }: RoundsPlan,
  onRound?: (round: number, score: number | null) => void | Promise<void>,
): Promise<BoostedRounds> {
  const sign = isGreaterBetter ? -1 : 1;
  let bestRound = 0;
  let validationScore: number | null = null;
  let rounds = 0;
  let goesOn = true;
  while (goesOn && rounds < maxRounds && rounds - bestRound < patience) {
    rounds++;
    const { canSplit, score } = addRound(rounds);
    goesOn = canSplit;
    if (score !== null) assertFinite([score], `validation score in round ${rounds}`);
    if (score === null || validationScore === null || sign * (validationScore - score) > 0) {
      bestRound = rounds;
      validationScore = score;
    }
    await onRound?.(rounds, score);
  }
  return { bestRound, rounds, validationScore };
}
