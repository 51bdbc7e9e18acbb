import type { SegmentProfile } from '../../../models/segments/profile-segments.ts';

const CODES = [
  'A01',
  'A02',
  'A03',
  'A04',
  'A05',
  'A06',
  'B01',
  'C01',
  'C02',
  'D01',
  'D02',
  'E01',
  'L00',
  'L01',
];

/** The printed table of spec/affiliate-expansion.md, section 4.1: n, affiliates, annual M, share with 12 payments, rows. */
const TABLE: [number, number, number, number, number[]][] = [
  [1592, 5.81, 5.81, 0.69, [12.8, 151, 10, 3.7, 0.57, 38, 0.28, 2.1, 1.3, 8.8, 1.5, 0.13, 1.6, 1.3]],
  [1362, 3.8, 1.6, 0.05, [6.4, 4.4, 3.2, 67, 0.23, 0.26, 0.1, 0.62, 0.8, 4.7, 0.93, 0.61, 0.12, 0.09]],
  [2760, 2.77, 5.63, 0.01, [37, 3.9, 1.2, 1.0, 0.18, 0.18, 0.29, 0.19, 0.33, 0.93, 0.84, 0.1, 0.02, 0]],
  [4005, 1.49, 0.26, 0, [0.79, 0.74, 0.51, 0.54, 0.24, 0, 0.04, 0.14, 0.36, 1.7, 0.44, 0.27, 0, 0]],
  [2438, 5.29, 4.34, 0.05, [30, 26, 4.3, 3.6, 0.25, 1.3, 0.3, 6.2, 1.3, 2.9, 1.9, 0.34, 0.17, 0.17]],
  [3925, 2.57, 2.22, 0.01, [8.1, 146, 2.1, 1.4, 0.21, 0.26, 0.02, 0.14, 0.09, 0.33, 0.18, 0.04, 0.01, 0]],
  [3267, 2.13, 0.45, 0.02, [0.92, 1.3, 1.4, 0.27, 0.16, 1.5, 0.04, 2.0, 0.21, 0.95, 0.26, 0.15, 0.18, 0.22]],
  [3182, 5.09, 5.05, 0.02, [28, 185, 12, 5.9, 0.3, 0.53, 0.24, 0.94, 1.8, 9.7, 2.4, 0.27, 0.06, 0.04]],
  [1321, 8.83, 14, 1, [48, 136, 40, 29, 0.88, 44, 1.0, 4.4, 2.3, 10.1, 5.0, 0.27, 8.7, 43]],
  [2467, 3.18, 1.96, 0.01, [9.2, 16, 160, 1.8, 0.16, 0.31, 0.08, 0.32, 0.38, 1.8, 0.5, 0.08, 0.06, 0]],
  [2037, 7.95, 13.05, 0.74, [66, 111, 3.6, 38, 0.84, 5.1, 1.4, 3.7, 3.3, 7.8, 5.1, 0.48, 2.4, 2.9]],
  [1553, 7.39, 7.27, 0.52, [32, 73, 171, 15, 0.54, 8.8, 0.53, 3.2, 3.0, 9.1, 2.3, 0.27, 1.4, 1.7]],
];

function toProfile(
  segment: string,
  [customers, affiliatesUsed, annual, heavyPayerShare, rows]: (typeof TABLE)[number],
): SegmentProfile {
  return {
    segment,
    customers,
    share: customers / 29_909,
    femaleShare: null,
    ageCode: null,
    affiliatesUsed,
    annualAmount: annual * 1e6,
    paymentAmount: 0,
    retailRows: 0,
    partnerRows: 0,
    payments: 0,
    heavyPayerShare,
    onlineShare: null,
    lapsedShare: null,
    lifetimeValue: null,
    rowsByAffiliate: Object.fromEntries(CODES.map((code, place) => [code, rows[place]!])),
    anchors: [],
  };
}

/** The original's clusters c0 … c11, as far as they are printed. */
export const SPEC_CLUSTERS = TABLE.map((row, cluster) =>
  toProfile(`S${String(cluster + 1).padStart(2, '0')}`, row),
);

const mean = (of: (row: (typeof TABLE)[number]) => number) =>
  TABLE.reduce((sum, row) => sum + row[0] * of(row), 0) / TABLE.reduce((sum, row) => sum + row[0], 0);

/** Everyone: the clusters' means, weighted by their size. */
export const SPEC_EVERYONE = toProfile('everyone', [
  29_909,
  mean((row) => row[1]),
  mean((row) => row[2]),
  mean((row) => row[3]),
  CODES.map((_, place) => mean((row) => row[4][place]!)),
]);
