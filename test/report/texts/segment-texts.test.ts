import { expect, it } from 'vitest';
import { describeEnds, describeSegments } from '../../../report/texts/segment-texts.ts';
import { SEGMENTS } from '../segment-fixture.ts';

const fit = SEGMENTS.fit!;

it('says of a frozen night what stands, what it may carry, and who is not in it', () => {
  expect(describeSegments(SEGMENTS)).toEqual([
    'Assigned by the segmentation of 2026-11-01, whose scale and centres stay as they are (drift 1.00; 1 is as at the fit).',
    'There are 2 segments instead of 12: customers do not differ in more ways.',
    'With other customers of the same kind they would be others (bootstrap ARI 0.49, below 0.60): names only describe, and rules rest on the four types.',
    '3 without a purchase in the year are apart, as S00.',
    'F01 came after the fit and counts in the number of affiliates only, until the next one.',
  ]);
});

it.each([
  ['first', 'Fitted for the first time'],
  ['age', 'Fitted again, since the one before was a month old'],
  ['drift', 'Fitted again, since customers no longer lie where the one before had them'],
] as const)('says why there was a fit: %s', (reason, words) => {
  const [sentence] = describeSegments({ ...SEGMENTS, fit: { ...fit, reason } });
  expect(sentence).toContain(words);
});

it('lets rules rest on segments that come back', () => {
  const stable = { ...SEGMENTS, fit: { ...fit, personaUse: 'rules' as const, bootstrapAri: 0.85 } };
  expect(describeSegments(stable).join(' ')).toContain('so rules may rest on them');
});

it('names the inputs at the ends of an axis in words', () => {
  expect(describeEnds({ share: 1, high: ['num_pur6', 'A02', 'how_many_cop'], low: [] })).toEqual([
    'less of it',
    'more payments, rows at A02 and affiliates',
  ]);
  expect(describeEnds({ share: 0, high: [], low: [] })).toEqual(['', '']);
  expect(describeEnds({ share: 1, high: [], low: ['num_pur3'] })[0]).toBe('more partner rows');
});
