/** What one affiliate looks like in the source: spec section 1, "Affiliate codes". */
export interface AffiliateProfile {
  code: string;
  /** Table its first use appears in: purchase lines, partner receipts or L.pay payments. */
  stream: 'retail' | 'partner' | 'payment';
  /** Rows in the branch master (the spec's count less the dummy branches that cleaning adds). */
  branches: number;
  /** Distinct products per receipt; 1 where the source has receipts only. */
  linesPerVisit: number;
  /** Share of visits made online by a customer of average online affinity. */
  onlineShare: number;
  /** L.pay payments a year over the 29,913 customers. */
  payments: number;
  /** Share of L.pay payments made online. */
  paymentOnlineShare: number;
  /** Mean amount of one row, KRW. */
  meanAmount: number;
  /** Mean amount of one L.pay payment, KRW. */
  meanPayment: number;
  /** Share among the labels of the expanded chain, percent. */
  labelShare: number;
}

type Row = [string, AffiliateProfile['stream'], ...number[]];

const rows: Row[] = [
  ['A01', 'retail', 66, 1.45, 0.01, 54_026, 0, 135_600, 126_000, 21.4],
  ['A02', 'retail', 116, 4.5, 0.065, 31_778, 0, 8_100, 37_000, 17.0],
  ['A03', 'retail', 487, 3.4, 0.15, 16_477, 0, 4_700, 17_000, 7.1],
  ['A04', 'retail', 5_646, 1.5, 0, 29_243, 0, 3_900, 6_400, 6.7],
  ['A05', 'retail', 440, 1.15, 0.13, 2_604, 0.72, 379_000, 389_000, 2.2],
  ['A06', 'retail', 0, 1.3, 1, 93_869, 1, 61_800, 57_000, 9.5],
  ['B01', 'partner', 20, 1, 0.01, 769, 0.1, 246_000, 137_000, 1.1],
  ['C01', 'partner', 140, 1, 0.69, 11_321, 0.69, 11_600, 11_800, 6.1],
  ['C02', 'partner', 4, 1, 0.01, 1_809, 0.1, 20_900, 21_000, 2.7],
  ['D01', 'partner', 1_311, 1, 0.01, 13_101, 0.05, 10_300, 10_800, 13.5],
  ['D02', 'partner', 535, 1, 0.01, 4_250, 0.05, 10_100, 8_800, 7.4],
  ['E01', 'partner', 43, 1, 0.01, 472, 0.3, 35_000, 245_000, 0.7],
  ['L00', 'payment', 0, 1, 0.97, 22_526, 0.97, 61_000, 61_000, 2.2],
  ['L01', 'payment', 0, 1, 0.99, 70_939, 0.99, 66_000, 66_000, 2.2],
];

/** The 14 affiliates in code order; every other table of this folder is aligned with it. */
export const affiliates: AffiliateProfile[] = rows.map(([code, stream, ...numbers]) => ({
  code,
  stream,
  branches: numbers[0]!,
  linesPerVisit: numbers[1]!,
  onlineShare: numbers[2]!,
  payments: numbers[3]!,
  paymentOnlineShare: numbers[4]!,
  meanAmount: numbers[5]!,
  meanPayment: numbers[6]!,
  labelShare: numbers[7]!,
}));
