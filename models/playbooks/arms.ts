import { digestText } from '../artifact-key.ts';

export type Arm = 'treatment' | 'holdout';

/**
 * Arm of a customer in an action: a salted hash, so that it is the same every night and another one in
 * another dataset.
 * @param share expected share of customers in the holdout, 0 to 1
 */
export function armOf(
  { dataset, action, customer }: { dataset: string; action: string; customer: string },
  share: number,
): Arm {
  return pointOf(`arm ${dataset} ${action} ${customer}`) < share ? 'holdout' : 'treatment';
}

/**
 * Whether a customer belongs to the one holdout that no action of a dataset ever reaches.
 * @param share expected share of customers in it, 0 to 1
 */
export function isInGlobalHoldout(
  { dataset, customer }: { dataset: string; customer: string },
  share: number,
): boolean {
  // Most datasets have none, and a hash costs more than all else that is done for a row.
  return share > 0 && pointOf(`global holdout ${dataset} ${customer}`) < share;
}

/** A number from 0 to 1 that stands for the text. */
function pointOf(text: string): number {
  return Number.parseInt(digestText(text).slice(0, 12), 16) / 2 ** 48;
}
