/** Lanczos coefficients for g = 7, nine terms (Godfrey 2001): relative error below 1e-14 for positive arguments. */
const G = 7;
const COEFFICIENTS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;
const HALF_LOG_TWO_PI = 0.9189385332046727;

/** ln Γ(x) of a positive number. */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new Error(`invalid argument of ln Γ: ${x} (expected a positive number)`);
  // Below one half the series loses digits: Γ(x) = Γ(x + 1) / x.
  if (x < 0.5) return logGamma(x + 1) - Math.log(x);
  const shifted = x - 1;
  let sum: number = COEFFICIENTS[0];
  for (let term = 1; term < COEFFICIENTS.length; term++) sum += COEFFICIENTS[term]! / (shifted + term);
  const base = shifted + G + 0.5;
  return HALF_LOG_TWO_PI + (shifted + 0.5) * Math.log(base) - base + Math.log(sum);
}

/** ln B(a, b) of positive numbers. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}
