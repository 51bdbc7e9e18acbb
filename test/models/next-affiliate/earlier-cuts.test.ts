import { expect, it } from 'vitest';
import { listEarlierSnapshots } from '../../../models/next-affiliate/earlier-cuts.ts';

const CUTS = ['2021-07-01', '2021-04-01', '2021-05-01', '2021-06-01', '2021-07-01', '2021-03-01'];

it('takes the newest snapshots in turn, each with those whose outcomes were known by then', () => {
  expect(listEarlierSnapshots(CUTS, { count: 2, windowDays: 60 })).toEqual(
    [
      { from: '2021-07-01', learnt: ['2021-03-01', '2021-04-01'] },
      { from: '2021-06-01', learnt: ['2021-03-01', '2021-04-01'] },
    ].map(({ from, learnt }) => ({
      from,
      // 60 days after May 1st is June 30th: known on July 1st, not on June 1st.
      learnt: from === '2021-07-01' ? [...learnt, '2021-05-01'] : learnt.slice(0, 2),
    })),
  );
});

it('has no more than there are', () => {
  expect(listEarlierSnapshots(['2021-03-01'], { count: 2, windowDays: 60 })).toEqual([
    { from: '2021-03-01', learnt: [] },
  ]);
  expect(listEarlierSnapshots([], { count: 2, windowDays: 60 })).toEqual([]);
});
