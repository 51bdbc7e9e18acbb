import { detectableEffect, neededCustomers, type PowerOptions } from './detectable-effect.ts';

/** An action as the coming weeks will see it. */
export interface ActionFlow {
  /** Rate of the holdout, 0 to 1; null where nothing is known of it: then the rate that is hardest to tell apart. */
  base: number | null;
  /** Customers of both arms who are eligible already, tonight included; none unless given. */
  enrolled?: number;
  /** New customers of both arms each night after that. */
  perNight: number;
  /** Share of them in the holdout, 0 to 1. */
  holdoutShare: number;
  /** Days within which the outcome of a customer counts. */
  windowDays: number;
}

/** What an action's holdout will have shown once so many weeks have passed. */
export interface PowerForecast {
  weeks: number;
  /** Customers of both arms whose window has closed by then. */
  customers: number;
  /** Smallest detectable rise as a share; null where there is none. */
  effect: number | null;
}

/** A month, a quarter, half a year. */
export const FORECAST_WEEKS = [4, 13, 26] as const;

/** At this rate a difference has the widest interval. */
const HARDEST = 0.5;

/** Smallest detectable effect after each number of weeks; who enters late has no outcome yet and does not count. */
export function forecastPower(
  flow: ActionFlow,
  weeks: readonly number[] = FORECAST_WEEKS,
  options: PowerOptions = {},
): PowerForecast[] {
  const { enrolled = 0, perNight, holdoutShare, windowDays } = flow;
  return weeks.map((count) => {
    const days = 7 * count - windowDays;
    const customers = days < 0 ? 0 : enrolled + Math.floor(perNight * days);
    const arms = { treatment: customers * (1 - holdoutShare), holdout: customers * holdoutShare };
    return { weeks: count, customers, effect: detectableEffect(flow.base ?? HARDEST, arms, options) };
  });
}

/**
 * Weeks until a rise of this size is found; null where it never is.
 * @param effect rise of the holdout's rate, above 0, as a share
 */
export function weeksToDetect(flow: ActionFlow, effect: number, options: PowerOptions = {}): number | null {
  const { base, enrolled = 0, perNight, holdoutShare, windowDays } = flow;
  if (!(holdoutShare > 0 && holdoutShare < 1) || (base ?? HARDEST) + effect > 1) return null;
  const missing = Math.max(0, neededCustomers(base ?? HARDEST, { effect, holdoutShare }, options) - enrolled);
  if (missing > 0 && !(perNight > 0)) return null;
  return Math.ceil(((missing === 0 ? 0 : missing / perNight) + windowDays) / 7);
}

/** `with 10 % held out, 300 customers so far and 43 more a night you can detect ±8.3 points in 13 weeks` */
export function describePower(flow: ActionFlow, weeks?: readonly number[]): string {
  const { enrolled = 0, holdoutShare, perNight } = flow;
  const share = `${holdoutShare === 0 ? 'nobody' : `${round(100 * holdoutShare)} %`} held out`;
  const given =
    enrolled === 0
      ? `${share} and ${round(perNight)} customers a night`
      : `${share}, ${enrolled} customers so far and ${perNight === 0 ? 'no' : round(perNight)} more a night`;
  const found = forecastPower(flow, weeks).flatMap(({ effect, weeks: count }) =>
    effect === null ? [] : [`±${round(100 * effect)} points in ${count} weeks`],
  );
  return found.length === 0
    ? `with ${given} no effect can be detected`
    : `with ${given} you can detect ${found.join(', ')}`;
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
