import { expect, it } from 'vitest';
import { textOfScorer } from '../../../report/texts/scorer-texts.ts';

it('names the scorers there are, and keeps a name it does not know', () => {
  expect(textOfScorer('transitions')).toEqual({ title: 'Transitions', name: 'the transition baseline' });
  expect(textOfScorer('next-affiliate-net').name).toBe('the next-affiliate model');
  expect(textOfScorer('next-affiliate-boosting').name).toBe('the next-affiliate model (boosted trees)');
  expect(textOfScorer('mlp-ensemble')).toEqual({ title: 'Neural networks', name: 'the neural networks' });
  expect(textOfScorer('lightgbm-forest').name).toBe('the random forest');
  expect(textOfScorer('logistic-regression').title).toBe('Logistic regression');
  expect(textOfScorer('toString')).toEqual({ title: 'toString', name: 'toString' });
});
