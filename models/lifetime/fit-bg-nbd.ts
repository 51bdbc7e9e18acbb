import { z } from 'zod';
import { BgNbd, likelihoodOf } from './bg-nbd.ts';
import { maximiseLikelihood, ParameterEstimate } from './maximise-likelihood.ts';
import { assertSummary, type PurchaseSummary } from './purchase-summary.ts';

/** The BG/NBD model as estimated. */
export const BgNbdFit = z.strictObject({
  model: BgNbd,
  intervals: z.record(z.enum(['r', 'alpha', 'a', 'b']), ParameterEstimate),
  logLikelihood: z.number(),
  converged: z.boolean(),
  /** Parameters that the data do not bound, as when nobody repeats; forecasts hold, the parameters mean nothing. */
  unbounded: z.array(z.enum(['r', 'alpha', 'a', 'b'])),
  customers: z.int(),
  repeaters: z.int(),
});
/** The BG/NBD model as estimated. */
export type BgNbdFit = z.infer<typeof BgNbdFit>;

const NAMES = ['r', 'alpha', 'a', 'b'] as const;

/**
 * Estimates the model by maximum likelihood. Histories alike are counted once, so the time grows with the number of
 * different ones.
 * @throws Error without customers, or for a summary that cannot be one
 */
export function fitBgNbd(summary: PurchaseSummary): BgNbdFit {
  assertSummary(summary);
  const customers = summary.frequency.length;
  if (customers === 0)
    throw new Error('no customer has bought (expected at least one to estimate rates from)');
  const histories = countHistories(summary);
  // In units of the mean age the parameters are near 1, whatever the unit of time.
  const unit = histories.reduce((sum, { age, count }) => sum + age * count, 0) / customers || 1;
  const scaled = histories.map((history) => ({
    ...history,
    recency: history.recency / unit,
    age: history.age / unit,
  }));
  const found = maximiseLikelihood({
    customers,
    start: [1, 1, 1, 1],
    evaluate: ([r, alpha, a, b]) => {
      const model = { r: r!, alpha: alpha!, a: a!, b: b! };
      let sum = 0;
      let likelihood = likelihoodOf(model, 0);
      let frequency = 0;
      for (const history of scaled) {
        if (history.frequency !== frequency) {
          frequency = history.frequency;
          likelihood = likelihoodOf(model, frequency);
        }
        sum += history.count * likelihood(history.recency, history.age);
      }
      return sum;
    },
  });
  const [r, alpha, a, b] = found.estimates.map((estimate, place) =>
    place === 1 ? scaleEstimate(estimate, unit) : estimate,
  ) as [ParameterEstimate, ParameterEstimate, ParameterEstimate, ParameterEstimate];
  const repeats = histories.reduce((sum, { frequency, count }) => sum + frequency * count, 0);
  return {
    model: { r: r.value, alpha: alpha.value, a: a.value, b: b.value },
    intervals: { r, alpha, a, b },
    // The density of k times in another unit is unit^-k of it.
    logLikelihood: found.logLikelihood - repeats * Math.log(unit),
    converged: found.converged,
    unbounded: found.unbounded.map((place) => NAMES[place]!),
    customers,
    repeaters: histories.reduce((sum, { frequency, count }) => sum + (frequency > 0 ? count : 0), 0),
  };
}

interface History {
  frequency: number;
  recency: number;
  age: number;
  count: number;
}

/** Different histories with their number, by frequency. */
function countHistories({ frequency, recency, age }: PurchaseSummary): History[] {
  const histories = new Map<string, History>();
  for (let row = 0; row < frequency.length; row++) {
    const key = `${frequency[row]} ${recency[row]} ${age[row]}`;
    const found = histories.get(key);
    if (found !== undefined) found.count++;
    else histories.set(key, { frequency: frequency[row]!, recency: recency[row]!, age: age[row]!, count: 1 });
  }
  return [...histories.values()].sort((one, other) => one.frequency - other.frequency);
}

function scaleEstimate({ value, low, high }: ParameterEstimate, unit: number): ParameterEstimate {
  return {
    value: value * unit,
    low: low === null ? null : low * unit,
    high: high === null ? null : high * unit,
  };
}
