import { createHmac } from 'node:crypto';

/** Name of a customer's journey, 32 hex digits: the same for ever, and nobody without the key can tell whose it is. */
export function journeyOf(key: string, customer: string): string {
  return createHmac('sha256', key).update(customer).digest('hex').slice(0, 32);
}

/** Id of the workflow of a journey. */
export function workflowIdOf(journey: string): string {
  return `trial-journey/${journey}`;
}
