import { detectableEffect } from '../lift/detectable-effect.ts';

/** Where no model tells the rate, the one at which a difference is hardest to see. */
const HARDEST = 0.5;

/** One action of a publication, counted. */
export interface ActionCounts {
  action: string;
  channel: string;
  /** Customers who get it, and who are kept out to measure it. */
  audience: number;
  holdout: number;
  /** Of all contacts together, in `currency`; null where no prices are configured. */
  cost: number | null;
  currency: string | null;
  /** Effect that a holdout has measured, in points of conversion; null for an experiment. */
  lift: number | null;
  /** Mean probability of the outcome without the action; null where no model tells it. */
  probability: number | null;
}

/** A row of `summary.csv`, cells in its order. */
export type SummaryRow = Record<
  'action' | 'channel' | 'audience' | 'holdout' | 'cost' | 'expected_effect' | 'smallest_detectable_effect',
  string
>;

/** The summary that goes with the people's files: what is sent to whom, at what cost and with what hope. */
export function summariseActions(actions: readonly ActionCounts[]): SummaryRow[] {
  return actions.map(({ action, channel, audience, holdout, cost, currency, lift, probability }) => ({
    action,
    channel,
    audience: String(audience),
    holdout: String(holdout),
    cost: cost === null ? 'no prices configured' : `${cost} ${currency ?? ''}`.trim(),
    expected_effect:
      lift === null ? 'not measured yet: an experiment' : `${(lift * audience).toFixed(1)} more conversions`,
    smallest_detectable_effect: describeSmallest(
      detectableEffect(probability ?? HARDEST, { treatment: audience, holdout }),
    ),
  }));
}

function describeSmallest(effect: number | null): string {
  return effect === null ? 'none with this holdout' : `${(100 * effect).toFixed(1)} points`;
}
