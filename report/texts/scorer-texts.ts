const NAMES: Readonly<Record<string, string>> = {
  model: 'model',
  'next-affiliate-net': 'the next-affiliate model',
  transitions: 'the transition baseline',
  popularity: 'popularity among the unused',
};

/** What predicts, in words; an unknown name stays as it is. */
export function nameOfScorer(scorer: string): string {
  return Object.hasOwn(NAMES, scorer) ? (NAMES[scorer] ?? scorer) : scorer;
}
