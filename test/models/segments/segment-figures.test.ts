import { expect, it } from 'vitest';
import { computeSegmentFigures } from '../../../models/segments/segment-figures.ts';
import { SPEC_CLUSTERS, SPEC_EVERYONE } from './spec-clusters.ts';

const everyone = {
  ...SPEC_EVERYONE,
  annualAmount: 400,
  affiliatesUsed: 4,
  rowsByAffiliate: { A01: 30, A02: 70 },
};
const profile = {
  ...SPEC_CLUSTERS[0]!,
  annualAmount: 600,
  affiliatesUsed: 2,
  rowsByAffiliate: { A01: 30, A02: 20 },
};

it('relates a segment to everyone', () => {
  const figures = computeSegmentFigures(profile, everyone);
  expect(Object.fromEntries(figures)).toMatchObject({
    amountRatio: 1.5,
    affiliatesRatio: 0.5,
    rowsRatio: 0.5,
    ticketRatio: 3,
    'rowShare:A01': 0.6,
    'lift:A01': 2,
    'rowShare:A02': 0.4,
  });
});

it('leaves out what is unknown or has nothing to be compared with', () => {
  const figures = computeSegmentFigures(profile, { ...everyone, annualAmount: 0 });
  for (const name of [
    'femaleShare',
    'lapsedShare',
    'lifetimeRatio',
    'amountRatio',
    'ticketRatio',
    'lift:Z09',
  ]) {
    expect(figures.has(name), name).toBe(false);
  }
});
