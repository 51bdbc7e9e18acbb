const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
/** Syllables with one initial and one vowel; the first of them has no final consonant. */
const FINALS = 28;

/** A noun with its topic particle: 고객은, 신청자는. */
export function withTopic(noun: string): string {
  const code = noun.charCodeAt(noun.length - 1);
  const isSyllable = code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE;
  return `${noun}${isSyllable && (code - FIRST_SYLLABLE) % FINALS > 0 ? '은' : '는'}`;
}
