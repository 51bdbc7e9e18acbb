import type { Examples } from './examples.ts';

/** Customers of each kind that a fold must have. */
const LEAST_PER_FOLD = 10;

/** Whether rows can be held by folds of customers: every part of every fold needs customers of both kinds. */
export function canHold({ customers, labels }: Examples, folds: number): boolean {
  const paid = new Set(customers.filter((_, row) => labels[row] === 1));
  const all = new Set(customers);
  return Math.min(paid.size, all.size - paid.size) >= LEAST_PER_FOLD * folds;
}
