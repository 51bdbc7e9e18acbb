import { expect, it } from 'vitest';
import { isValidationCustomer, type SnapshotCut, splitCuts } from '../../../models/splits/split-snapshots.ts';

const cut = (cutDate: string, flags: Partial<SnapshotCut> = {}): SnapshotCut => ({
  cutDate,
  isServing: false,
  outcomeRipe: true,
  ...flags,
});

const year = [
  cut('2021-01-01'),
  cut('2021-02-01'),
  cut('2021-03-01'),
  cut('2021-04-01'),
  cut('2021-05-01'),
  cut('2021-06-01', { outcomeRipe: false }),
  cut('2021-06-20', { isServing: true, outcomeRipe: false }),
];

it('tests on the last ripe cut and trains on those whose window has closed by then', () => {
  expect([...splitCuts(year, 60)]).toEqual([
    ['2021-01-01', 'training'],
    ['2021-02-01', 'training'],
    ['2021-03-01', 'training'], // its 60 days end on 2021-04-30
    ['2021-04-01', 'unused'], // its 60 days end on 2021-05-31, after the test cut
    ['2021-05-01', 'test'],
    ['2021-06-01', 'unused'],
    ['2021-06-20', 'serving'],
  ]);
});

it.each([
  [61, 'training'],
  [62, 'unused'],
])('a window of %d days that ends on the test cut or later: %s', (days, use) => {
  // From 1 March to the test cut of 1 May there are 61 days.
  expect(splitCuts(year, days).get('2021-03-01')).toBe(use);
});

it('lets no training label be younger than the test features, whatever the window', () => {
  for (let days = 1; days <= 150; days += 1) {
    const uses = splitCuts(year, days);
    for (const [day, use] of uses) {
      if (use !== 'training') continue;
      const end = Date.parse(day) + days * 86_400_000;
      expect(end).toBeLessThanOrEqual(Date.parse('2021-05-01'));
    }
  }
});

it('does not depend on the order of the cuts', () => {
  const turned = splitCuts([...year].reverse(), 60);
  expect(new Map([...turned].sort())).toEqual(new Map([...splitCuts(year, 60)].sort()));
});

it('has nothing to test on where no outcome is ripe, and serves all the same', () => {
  const young = [cut('2021-05-01', { outcomeRipe: false }), cut('2021-06-01', { isServing: true })];
  expect([...splitCuts(young, 60)]).toEqual([
    ['2021-05-01', 'unused'],
    ['2021-06-01', 'serving'],
  ]);
});

it('never tests on the cut that is served', () => {
  expect([...splitCuts([cut('2021-05-01'), cut('2021-06-01', { isServing: true })], 30)]).toEqual([
    ['2021-05-01', 'test'],
    ['2021-06-01', 'serving'],
  ]);
});

it('holds a fifth of the customers back for validation', () => {
  const held = Array.from({ length: 10_000 }, (_, i) => isValidationCustomer(`M${i}`)).filter(Boolean).length;
  // 2,000 expected, standard deviation 40.
  expect(held).toBeGreaterThan(1_840);
  expect(held).toBeLessThan(2_160);
});

it('holds the same customers back in every run of every build', () => {
  const customers = Array.from({ length: 30 }, (_, i) => `M${i}`);
  expect(customers.filter(isValidationCustomer)).toEqual(['M21', 'M29']);
});
