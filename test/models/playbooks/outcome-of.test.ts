import { expect, it } from 'vitest';
import { outcomeOf } from '../../../models/playbooks/outcome-of.ts';

it.each([
  [{ kind: 'next-affiliate', show: 'branch', minProbability: 0 }, 'used_new_affiliate'],
  [{ kind: 'affiliate', use: 'new' }, 'used_new_affiliate'],
  [{ kind: 'affiliate', use: 'last' }, 'came_back'],
  [{ kind: 'affiliate', use: 'any' }, 'came_back'],
  [{ kind: 'repurchase' }, 'bought_product'],
  [{ kind: 'recommended', maxProbability: 1 }, 'bought_product'],
] as const)('%j is measured by %s', (subject, outcome) => {
  expect(outcomeOf(subject as Parameters<typeof outcomeOf>[0])).toBe(outcome);
});
