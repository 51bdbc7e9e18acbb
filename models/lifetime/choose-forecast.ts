import type { LifetimeValidation } from './validate-lifetime.ts';

/** What expected purchases are counted by: model and last window mixed, or one of the rules that need no model. */
export const FORECASTS = ['blend', 'ownRate', 'lastWindow'] as const;
/** What expected purchases are counted by. */
export type ForecastName = (typeof FORECASTS)[number];

/** The rule that the blend was least ahead of on held-out days, and its lead: below 0 it was ahead. */
export function findWorstLead({ ownRate, lastWindow }: LifetimeValidation['purchaseLead']) {
  return ownRate.value > lastWindow.value
    ? ({ rule: 'ownRate', ...ownRate } as const)
    : ({ rule: 'lastWindow', ...lastWindow } as const);
}

/** The blend, unless on held-out days a rule was surely nearer; then that rule. */
export function chooseForecast(validation: Pick<LifetimeValidation, 'purchaseLead'> | null): ForecastName {
  if (validation === null) return 'blend';
  const { rule, low } = findWorstLead(validation.purchaseLead);
  return low > 0 ? rule : 'blend';
}
