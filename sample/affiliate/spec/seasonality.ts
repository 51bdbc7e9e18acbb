/** Weights of months (January first) and weekdays (Monday first), by stream; spec section 1, "Seasonality". */
export interface Season {
  stream: 'retail' | 'partner' | 'payment';
  months: number[];
  weekdays: number[];
  hours: number[];
}

const retailHours = [
  28, 16, 8, 5, 4, 6, 10, 21, 38, 56, 203, 352, 417, 425, 468, 531, 573, 593, 570, 488, 417, 296, 140, 47,
];

/** Retail in thousand units, the other two in KRW bn. Partner hours are not in the spec: retail's stand in. */
export const seasons: Season[] = [
  {
    stream: 'retail',
    months: [541, 479, 523, 535, 546, 456, 506, 475, 425, 432, 370, 422],
    weekdays: [776, 705, 718, 745, 868, 1165, 738],
    hours: retailHours,
  },
  {
    stream: 'partner',
    months: [0.27, 0.41, 0.35, 0.36, 0.44, 0.38, 0.44, 0.49, 0.37, 0.54, 0.47, 0.48],
    weekdays: [0.59, 0.55, 0.6, 0.57, 0.67, 1.04, 0.98],
    hours: retailHours,
  },
  {
    stream: 'payment',
    months: [1.58, 1.45, 1.71, 1.79, 2.15, 1.95, 1.76, 1.99, 1.77, 1.84, 1.83, 1.64],
    weekdays: [2.95, 2.46, 2.63, 2.46, 3.55, 3.78, 3.62],
    hours: [
      0.52, 0.23, 0.11, 0.06, 0.04, 0.055, 0.1, 0.215, 0.4, 0.66, 1.0, 1.55, 1.62, 1.61, 1.61, 1.63, 1.74,
      1.8, 1.7, 1.42, 1.02, 0.84, 0.78, 0.74,
    ],
  },
];
