import { expect, it } from 'vitest';
import { formatAmount, formatHundredths, formatShare } from '../../../models/insights/format-figures.ts';

it('writes shares, amounts and hundredths', () => {
  expect([formatShare(0.3636), formatAmount(10.12), formatAmount(1_234.5)]).toEqual([
    '36.4 %',
    '10.1',
    '1,235',
  ]);
  expect([formatHundredths(0.0411, 1), formatHundredths(0.44, 0)]).toEqual(['4.1', '44']);
});

it('has a typographic minus, and none before zero', () => {
  expect([formatHundredths(-0.0411, 1), formatHundredths(-0.0001, 1)]).toEqual(['−4.1', '0.0']);
});
