import type { Random } from '../random.ts';

/** A draw from Gamma(shape, rate) (Marsaglia and Tsang 2000). */
export function drawGamma(shape: number, rate: number, random: Random): number {
  if (shape < 1) {
    // Stuart's identity: Gamma(s) = Gamma(s + 1) × U^(1/s); 1 - next() is never 0.
    return drawGamma(shape + 1, rate, random) * (1 - random.next()) ** (1 / shape);
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = random.normal();
    const cube = (1 + c * normal) ** 3;
    if (cube <= 0) continue;
    if (Math.log(1 - random.next()) < 0.5 * normal ** 2 + d - d * cube + d * Math.log(cube)) {
      return (d * cube) / rate;
    }
  }
}

/** A draw from Beta(a, b). */
export function drawBeta(a: number, b: number, random: Random): number {
  const one = drawGamma(a, 1, random);
  const other = drawGamma(b, 1, random);
  // Tiny shapes can both give 0: the mean is as good as any draw.
  return one + other === 0 ? a / (a + b) : one / (one + other);
}

/** A draw from Poisson(mean): unit-rate arrivals counted, large means halved by a Gamma draw (Ahrens and Dieter 1974). */
export function drawPoisson(mean: number, random: Random): number {
  let left = mean;
  let count = 0;
  while (left > 12) {
    const skipped = Math.floor((7 * left) / 8);
    const arrival = drawGamma(skipped, 1, random);
    if (arrival > left) return count + drawBinomial(skipped - 1, left / arrival, random);
    count += skipped;
    left -= arrival;
  }
  const limit = Math.exp(-left);
  for (let product = 1 - random.next(); product > limit; product *= 1 - random.next()) count++;
  return count;
}

/** Purchases until a customer leaves, at chance p after each: 1, 2, …; infinite at p = 0. */
export function drawGeometric(p: number, random: Random): number {
  if (p >= 1) return 1;
  return 1 + Math.floor(Math.log(1 - random.next()) / Math.log1p(-p));
}

function drawBinomial(trials: number, p: number, random: Random): number {
  let successes = 0;
  for (let trial = 0; trial < trials; trial++) if (random.next() < p) successes++;
  return successes;
}
