import { expect, it } from 'vitest';
import { renderSegmentChange } from '../../../report/sections/render-segment-change.ts';
import { readRows } from '../read-rows.ts';
import { SEGMENTS } from '../segment-fixture.ts';

const { change, fit } = SEGMENTS;

it('says who moved and shows only segments that somebody left or came to', () => {
  const page = renderSegmentChange(change!, fit).toString().replaceAll('\u00a0', ' ');
  expect(page).toContain(
    'Since 2026-11-21, 1 of 99 customers are in another segment (1.01 %); 1 came new and 0 are gone.',
  );
  expect(readRows(page)).toEqual([
    ['S01', '60', '1'],
    ['S02', '', '35'],
  ]);
  expect(page).toContain('Nobody left or came to S00.');
  expect(page).not.toContain('Jaccard');
});

it('has no matrix where nobody moved', () => {
  const page = renderSegmentChange({ ...change!, moved: 0, movedShare: 0 }, fit).toString();
  expect(page).toContain('0 of 99');
  expect(page).not.toContain('<table');
});

it('says of a new fit what each segment goes on from', () => {
  const page = renderSegmentChange(
    { ...change!, moved: 0, created: ['S13'], retired: ['S02'] },
    {
      ...fit!,
      reason: 'age',
      matches: [
        { id: 'S01', from: 'S01', jaccard: 0.94 },
        { id: 'S13', from: null, jaccard: 0.31 },
      ],
    },
  ).toString();
  expect(page).toContain('New: S13. No longer there: S02.');
  expect(readRows(page)).toEqual([
    ['S01', 'S01', '0.94'],
    ['S13', 'new', '0.31'],
  ]);
});
