import { digestText } from '../artifact-key.ts';

export type Arm = 'treatment' | 'holdout';

/**
 * Arm of a customer in an action: a hash keyed by a secret salt, so that it is the same every night, another one in
 * another dataset, and nobody without the salt can tell it.
 * @param share expected share of customers in the holdout, 0 to 1
 */
export function armOf(
  { salt, dataset, action, customer }: { salt: string; dataset: string; action: string; customer: string },
  share: number,
): Arm {
  return pointOf(`${salt} arm ${dataset} ${action} ${customer}`) < share ? 'holdout' : 'treatment';
}

/**
 * Whether a customer belongs to the one holdout that nothing ever reaches, whatever the pipeline.
 * @param people whose customers they are; its salt keys the hash
 * @param share expected share of customers in it, 0 to 1
 */
export function isInGlobalHoldout(
  { salt, people, customer }: { salt: string; people: string; customer: string },
  share: number,
): boolean {
  // Most datasets have none, and a hash costs more than all else that is done for a row.
  return share > 0 && pointOf(`${salt} global holdout ${people} ${customer}`) < share;
}

/** A number from 0 to 1 that stands for the text. */
function pointOf(text: string): number {
  return Number.parseInt(digestText(text).slice(0, 12), 16) / 2 ** 48;
}
