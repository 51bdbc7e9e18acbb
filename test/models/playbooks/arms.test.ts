import { expect, it } from 'vitest';
import { armOf, isInGlobalHoldout } from '../../../models/playbooks/arms.ts';

const customers = Array.from({ length: 10_000 }, (_, i) => `M${i}`);
const holdout = (dataset: string, action: string, share: number) =>
  new Set(
    customers.filter((customer) => armOf({ salt: 'salt', dataset, action, customer }, share) === 'holdout'),
  );
const overlap = (left: Set<string>, right: Set<string>) => [...left].filter((one) => right.has(one)).length;

it.each([0.1, 0.5])('keeps about a share of %d out', (share) => {
  const expected = customers.length * share;
  const deviation = Math.sqrt(expected * (1 - share));
  const { size } = holdout('shop', 'next-affiliate', share);
  expect(Math.abs(size - expected)).toBeLessThan(4 * deviation);
});

it('keeps nobody out at 0 and everybody at 1', () => {
  expect(holdout('shop', 'next-affiliate', 0).size).toBe(0);
  expect(holdout('shop', 'next-affiliate', 1).size).toBe(customers.length);
});

it('draws anew for another dataset and for another action: a tenth of the tenth is common to both', () => {
  const here = holdout('shop', 'next-affiliate', 0.1);
  for (const other of [holdout('store', 'next-affiliate', 0.1), holdout('shop', 'second-affiliate', 0.1)]) {
    // 100 expected, standard deviation about 10.
    expect(overlap(here, other)).toBeLessThan(150);
  }
});

it('keeps whoever was in a smaller holdout in a larger one', () => {
  const small = holdout('shop', 'next-affiliate', 0.1);
  expect(overlap(small, holdout('shop', 'next-affiliate', 0.2))).toBe(small.size);
});

it('gives a customer the same arm in every run of every build', () => {
  const first = customers.slice(0, 40);
  expect(
    first.filter(
      (customer) =>
        armOf({ salt: 'salt', dataset: 'shop', action: 'next-affiliate', customer }, 0.1) === 'holdout',
    ),
  ).toEqual(['M22', 'M34']);
});

it('keeps a share of all customers out of everything, another one of other people', () => {
  const out = (people: string, share: number) =>
    new Set(customers.filter((customer) => isInGlobalHoldout({ salt: 'salt', people, customer }, share)));
  // 500 expected, standard deviation 21.8.
  expect(Math.abs(out('shop', 0.05).size - 500)).toBeLessThan(88);
  expect(overlap(out('shop', 0.05), out('store', 0.05))).toBeLessThan(60);
  expect(overlap(out('shop', 0.05), holdout('shop', 'next-affiliate', 0.1))).toBeLessThan(90);
  expect(out('shop', 0).size).toBe(0);
});

it('cannot be told without the salt: with another one a tenth of the tenth is the same', () => {
  const withSalt = (salt: string) =>
    new Set(
      customers.filter(
        (customer) => armOf({ salt, dataset: 'shop', action: 'next-affiliate', customer }, 0.1) === 'holdout',
      ),
    );
  expect(overlap(withSalt('salt'), withSalt('another'))).toBeLessThan(150);
  const global = (salt: string) =>
    new Set(customers.filter((customer) => isInGlobalHoldout({ salt, people: 'shop', customer }, 0.1)));
  expect(overlap(global('salt'), global('another'))).toBeLessThan(150);
});
