import type { Claim, Wording } from '../claim.ts';
import type { Untestable } from '../evidence.ts';
import { ENGLISH } from './english.ts';
import type { JudgedClaim } from './judged-claim.ts';
import { KOREAN } from './korean.ts';

/** What was found about a claim and what follows from it: one sentence in each language. */
export function writeSentence(judged: JudgedClaim): Wording {
  const en = `${ENGLISH.describe(judged)}, ${ENGLISH.conclude(judged)}.`;
  return {
    ko: `${KOREAN.describe(judged)}, ${KOREAN.conclude(judged)}.`,
    en: `${en.charAt(0).toUpperCase()}${en.slice(1)}`,
  };
}

/** Why a claim could not be tested: one sentence in each language. */
export function writeUntestable({ claim, withoutRows }: Claim, { n, reason }: Untestable): Wording {
  const { ko, en } = n === 0 ? (withoutRows ?? reason) : reason;
  return {
    ko: `${claim.ko}는 주장은 ${ko} 검정할 수 없습니다.`,
    en: `Whether ${claim.en} cannot be tested: ${en}.`,
  };
}
