import { expect, it } from 'vitest';
import { listAffiliateFeatures } from '../../../activities/affiliate/read-snapshots.ts';
import { NEXT_AFFILIATE_SLICES } from '../../../models/gates/next-affiliate-slices.ts';

it('are categories that every snapshot has', () => {
  const categories = listAffiliateFeatures([]).flatMap(({ name, kind }) =>
    kind === 'category' ? [name] : [],
  );
  expect(categories).toEqual(expect.arrayContaining([...NEXT_AFFILIATE_SLICES]));
});
