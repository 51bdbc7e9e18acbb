import { z } from 'zod';
import { Z_95 } from '../metrics/wilson-interval.ts';
import { factorCholesky, invertDiagonal } from './cholesky.ts';
import { measureCurvature } from './measure-curvature.ts';
import { minimise } from './minimise.ts';

/** One positive parameter as estimated. */
export const ParameterEstimate = z.strictObject({
  value: z.number().positive(),
  /** 95 % interval from the curvature of the log-likelihood in ln(parameter); null where the data do not bound it. */
  low: z.number().nullable(),
  high: z.number().nullable(),
});
/** One positive parameter as estimated. */
export type ParameterEstimate = z.infer<typeof ParameterEstimate>;

/** What to maximise: ln likelihood of all rows as a function of positive parameters. */
export interface Likelihood {
  /** Customers behind it: the search works on the mean. */
  readonly customers: number;
  readonly start: readonly number[];
  evaluate(parameters: readonly number[]): number;
}

/** Where the search ended. */
export interface Estimation {
  readonly estimates: ParameterEstimate[];
  readonly logLikelihood: number;
  readonly converged: boolean;
  /** Positions of parameters that left the range in which data can tell values apart: their size means nothing. */
  readonly unbounded: number[];
}

/** ln of the factor by which a parameter may differ from 1 before it is held back. */
const RANGE = Math.log(1e4);
const HOLD = 0.1;

/**
 * Maximum likelihood in the logarithms of the parameters. Where the likelihood rises for ever (all customers alike,
 * nobody repeats) a parameter is held at about 1e±4, so that every input has an estimate; inside nothing is added.
 */
export function maximiseLikelihood({ customers, start, evaluate }: Likelihood): Estimation {
  const loss = (logs: readonly number[]) => {
    const beyond = logs.reduce((sum, log) => sum + Math.max(0, Math.abs(log) - RANGE) ** 2, 0);
    return -evaluate(logs.map(Math.exp)) / customers + HOLD * beyond;
  };
  const { point, converged } = minimise(loss, start.map(Math.log));
  const factor = factorCholesky(
    measureCurvature(loss, point).map((row) => row.map((cell) => cell * customers)),
  );
  const variances = factor === null ? null : invertDiagonal(factor);
  return {
    estimates: point.map((log, place) => {
      const half = variances === null ? null : Z_95 * Math.sqrt(variances[place]!);
      // An interval of more than that factor says as much as none.
      const told = half !== null && half < RANGE && Math.abs(log) < RANGE ? half : null;
      return {
        value: Math.exp(log),
        low: told === null ? null : Math.exp(log - told),
        high: told === null ? null : Math.exp(log + told),
      };
    }),
    logLikelihood: evaluate(point.map(Math.exp)),
    converged,
    unbounded: point.flatMap((log, place) => (Math.abs(log) >= RANGE ? [place] : [])),
  };
}
