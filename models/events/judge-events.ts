import type { GatePolicy } from '../gates/policy.ts';
import { listLabels } from '../metrics/label-sets.ts';
import type { EventRows } from './event-rows.ts';

/** Rows of one split of one population. */
export interface SplitEvents {
  readonly training: EventRows;
  readonly validation: EventRows;
  readonly test: EventRows;
}

/** Share of tied labels above which accuracy says more about baskets than about customers. */
const MOST_TIED = 0.25;
/** Training rows below which nothing is fitted: folds and early stopping need customers on both sides. */
const LEAST_TRAINING = 40;

/** Why nothing can be fitted on these rows; null where it can. */
export function explainUnfittable({ training, validation, test }: SplitEvents): string | null {
  const classes = new Set(training.customers.flatMap((_, row) => listLabels(training.next, row))).size;
  const rows = training.customers.length;
  if (rows < LEAST_TRAINING) return `${rows} training rows (at least ${LEAST_TRAINING})`;
  if (classes < 2) return `${classes} next affiliate in the training rows (at least 2)`;
  if (validation.customers.length === 0) return 'no validation rows (at least 1)';
  return test.customers.length === 0 ? 'no test rows (at least 1)' : null;
}

/** Why the figures on these test rows say little, whatever they are; null where they can be believed. */
export function explainDoubt(test: EventRows, { minRows }: Pick<GatePolicy, 'minRows'>): string | null {
  const rows = test.customers.length;
  const tied = countTied(test);
  const reasons = [
    ...(rows < minRows ? [`${rows} test rows (at least ${minRows})`] : []),
    ...(tied > MOST_TIED * rows
      ? [
          `${Math.round((100 * tied) / rows)} % of the labels are tied, so that any of several is right (at most ${100 * MOST_TIED} %)`,
        ]
      : []),
  ];
  return reasons.length > 0 ? reasons.join('; ') : null;
}

/** Rows whose label is a set of several. */
export function countTied({ next }: Pick<EventRows, 'next'>): number {
  let tied = 0;
  for (let row = 0; row < next.rows; row++) if (listLabels(next, row).length > 1) tied++;
  return tied;
}
