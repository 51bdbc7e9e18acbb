import { expect, it } from 'vitest';
import { judgeLead } from '../../../models/gates/judge-lead.ts';

const found = {
  model: 0.4,
  reference: 0.3,
  difference: 0.1,
  low: 0.01,
  high: 0.19,
  lower: 0.02,
  upper: 0.18,
  rows: 500,
  groups: 480,
};

it.each([
  [0, true],
  [0.019, true],
  [0.02, false],
  [0.05, false],
])('compares the one-sided lower limit, not the difference, with a margin of %d', (margin, pass) => {
  expect(judgeLead('accuracy', found, margin)).toEqual({
    rule: 'accuracy',
    value: 0.1,
    bound: margin,
    low: 0.02,
    high: 0.18,
    n: 500,
    pass,
  });
});

it('does not pass what could not be computed', () => {
  expect(judgeLead('macro-f1', null, -1)).toEqual({
    rule: 'macro-f1',
    value: null,
    bound: -1,
    low: null,
    high: null,
    n: 0,
    pass: false,
  });
});
