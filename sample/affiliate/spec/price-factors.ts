/** Multiplies category prices at the retailers A01..A06 so that the mean amount per row is as printed. */
export const priceFactors = [1, 1, 1, 1, 1, 1];
