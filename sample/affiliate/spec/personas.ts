/** One of the 12 business segments of spec section 4.1, as the generator plants it. */
export interface PersonaProfile {
  customers: number;
  femaleShare: number;
  /** Mean number of affiliates used in the year. */
  affiliatesUsed: number;
  /** L.pay payments per customer and year. */
  payments: number;
  /** Share of customers who ever use L.pay; sums to about 30 %. */
  payerShare: number;
  /** Departures per customer and year. */
  exitRate: number;
  /** Multiplies the online share of each affiliate. */
  onlineFactor: number;
  /** Percent in their 20s, 30s, 40s, 50s, 60s, 70s. */
  ages: number[];
  /** Mean yearly rows per affiliate, in the order of `affiliates`. */
  rows: number[];
}

type Row = [number, number, number, number, number, number, number, number[], number[]];

const table: Row[] = [
  [
    1592,
    0.732,
    5.81,
    32.5,
    0.9,
    0.06,
    6,
    [4, 32, 48, 13, 2, 0],
    [12.8, 151, 10, 3.7, 0.57, 38, 0.28, 2.1, 1.3, 8.8, 1.5, 0.13, 1.6, 1.3],
  ],
  [
    1362,
    0.49,
    3.8,
    3.1,
    0.25,
    0.3,
    0.3,
    [20, 25, 34, 16, 4, 1],
    [6.4, 4.4, 3.2, 67, 0.23, 0.26, 0.1, 0.62, 0.8, 4.7, 0.93, 0.61, 0.12, 0.09],
  ],
  [
    2760,
    0.785,
    2.77,
    0.4,
    0.1,
    0.2,
    0.3,
    [7, 22, 27, 27, 13, 5],
    [37, 3.9, 1.2, 1.0, 0.18, 0.18, 0.29, 0.19, 0.33, 0.93, 0.84, 0.1, 0.02, 0.003],
  ],
  [
    4005,
    0.596,
    1.49,
    0.02,
    0.02,
    0.9,
    0.3,
    [18, 22, 24, 21, 11, 4],
    [0.79, 0.74, 0.51, 0.54, 0.24, 0.003, 0.04, 0.14, 0.36, 1.7, 0.44, 0.27, 0.003, 0.003],
  ],
  [
    2438,
    0.714,
    5.29,
    2.4,
    0.3,
    0.1,
    1,
    [20, 30, 35, 12, 2, 0],
    [30, 26, 4.3, 3.6, 0.25, 1.3, 0.3, 6.2, 1.3, 2.9, 1.9, 0.34, 0.17, 0.17],
  ],
  [
    3925,
    0.701,
    2.57,
    0.2,
    0.06,
    0.15,
    0.3,
    [6, 19, 27, 28, 15, 6],
    [8.1, 146, 2.1, 1.4, 0.21, 0.26, 0.02, 0.14, 0.09, 0.33, 0.18, 0.04, 0.01, 0.003],
  ],
  [
    3267,
    0.551,
    2.13,
    1.0,
    0.18,
    0.7,
    4,
    [31, 32, 24, 10, 2, 0],
    [0.92, 1.3, 1.4, 0.27, 0.16, 1.5, 0.04, 2.0, 0.21, 0.95, 0.26, 0.15, 0.18, 0.22],
  ],
  [
    3182,
    0.717,
    5.09,
    1.1,
    0.25,
    0.08,
    0.3,
    [9, 28, 41, 17, 4, 1],
    [28, 185, 12, 5.9, 0.3, 0.53, 0.24, 0.94, 1.8, 9.7, 2.4, 0.27, 0.06, 0.04],
  ],
  [
    1321,
    0.711,
    8.83,
    118.0,
    1,
    0.03,
    3,
    [6, 29, 50, 15, 1, 0],
    [48, 136, 40, 29, 0.88, 44, 1.0, 4.4, 2.3, 10.1, 5.0, 0.27, 8.7, 43],
  ],
  [
    2467,
    0.748,
    3.18,
    0.4,
    0.08,
    0.15,
    0.3,
    [5, 17, 33, 28, 13, 5],
    [9.2, 16, 160, 1.8, 0.16, 0.31, 0.08, 0.32, 0.38, 1.8, 0.5, 0.08, 0.06, 0.003],
  ],
  [
    2037,
    0.617,
    7.95,
    40.9,
    0.95,
    0.04,
    1,
    [14, 36, 36, 12, 2, 0],
    [66, 111, 3.6, 38, 0.84, 5.1, 1.4, 3.7, 3.3, 7.8, 5.1, 0.48, 2.4, 2.9],
  ],
  [
    1553,
    0.695,
    7.39,
    25.5,
    0.8,
    0.05,
    1.5,
    [6, 30, 48, 15, 2, 0],
    [32, 73, 171, 15, 0.54, 8.8, 0.53, 3.2, 3.0, 9.1, 2.3, 0.27, 1.4, 1.7],
  ],
];

/** Clusters c0..c11 of spec section 4.1. Exit rates and online factors are the generator's own choice. */
export const personas: PersonaProfile[] = table.map((row) => ({
  customers: row[0],
  femaleShare: row[1],
  affiliatesUsed: row[2],
  payments: row[3],
  payerShare: row[4],
  exitRate: row[5],
  onlineFactor: row[6],
  ages: row[7],
  rows: row[8],
}));
