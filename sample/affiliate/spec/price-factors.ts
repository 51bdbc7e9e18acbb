/** Multiplies category prices at the retailers A01..A06 so that its sales are as printed. */
export const priceFactors = [1.391, 0.53, 0.422, 0.399, 0.572, 0.476];
