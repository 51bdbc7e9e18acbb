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
  const point =
    Number.parseInt(digestText(`arm ${dataset} ${action} ${customer}`).slice(0, 12), 16) / 2 ** 48;
  return point < share ? 'holdout' : 'treatment';
}
