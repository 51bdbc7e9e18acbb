/** What predicts, as a column's title and within a sentence. */
interface ScorerText {
  title: string;
  name: string;
}

const TEXTS: Readonly<Record<string, ScorerText>> = {
  model: { title: 'Model', name: 'the model' },
  'next-affiliate-net': { title: 'Model', name: 'the next-affiliate model' },
  'next-affiliate-boosting': { title: 'Model', name: 'the next-affiliate model (boosted trees)' },
  'logistic-regression': { title: 'Logistic regression', name: 'the logistic regression' },
  'mlp-ensemble': { title: 'Neural networks', name: 'the neural networks' },
  'lightgbm-boosting': { title: 'Boosted trees', name: 'the boosted trees' },
  'lightgbm-forest': { title: 'Random forest', name: 'the random forest' },
  xgboost: { title: 'Boosted trees (XGBoost)', name: 'the boosted trees (XGBoost)' },
  'k-means': { title: 'Segments', name: 'the segments' },
  'bg-nbd': { title: 'Lifetime value', name: 'the lifetime values' },
  recommender: { title: 'Recommender', name: 'the recommender' },
  reranker: { title: 'Recommender', name: 'the recommender' },
  ease: { title: 'EASE', name: 'EASE' },
  transitions: { title: 'Transitions', name: 'the transition baseline' },
  popularity: { title: 'Popularity', name: 'popularity among the unused' },
  random: { title: 'Random', name: 'chance' },
  repeat: { title: 'Repeat', name: 'more of what was bought before' },
  majority: { title: 'Majority', name: 'the majority' },
};

/** What predicts, in words; an unknown name stays as it is. */
export function textOfScorer(scorer: string): ScorerText {
  const known = Object.hasOwn(TEXTS, scorer) ? TEXTS[scorer] : undefined;
  return known ?? { title: scorer, name: scorer };
}
