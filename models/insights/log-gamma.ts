/** Coefficients for g = 7, n = 9 (Godfrey 2001): 15 digits for every positive argument. */
const COEFFICIENTS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0, by Lanczos' approximation. */
export function logGamma(x: number): number {
  // Below one half the series loses digits; Γ(x) = Γ(x + 1) / x does not.
  if (x < 0.5) return logGamma(x + 1) - Math.log(x);
  const [first = 0, ...rest] = COEFFICIENTS;
  const sum = rest.reduce((total, coefficient, index) => total + coefficient / (x + index), first);
  const base = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}
