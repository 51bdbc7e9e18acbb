import { describe, expect, it } from 'vitest';
import { EVENT_SPLITS } from '../../../models/events/event-grid.ts';
import { splitEvents } from '../../../models/splits/split-events.ts';

const count = 3_000;
/** Every third customer has a second event a month later. */
const customers = Array.from({ length: count }, (_, row) => `M${row % 3 === 2 ? row - 1 : row}`);
const days = Array.from(
  { length: count },
  (_, row) => `2021-${String(1 + ((row * 7) % 12)).padStart(2, '0')}-01`,
);

describe.each(EVENT_SPLITS)('by %s', (by) => {
  const split = splitEvents({ customers, days }, by);
  it('has no customer in two sets', () => {
    const uses = new Map<string, Set<string>>();
    for (const [row, customer] of customers.entries()) {
      if (split[row] !== 'unused') uses.set(customer, (uses.get(customer) ?? new Set()).add(split[row]!));
    }
    expect([...uses.values()].filter((sets) => sets.size > 1)).toEqual([]);
  });

  it('keeps about a fifth for the test, and lets a third of the other customers validate', () => {
    const share = (use: string) => split.filter((one) => one === use).length / count;
    expect(share('test')).toBeGreaterThan(0.13);
    expect(share('test')).toBeLessThan(0.25);
    expect(share('validation') / (share('validation') + share('training'))).toBeCloseTo(1 / 3, 1);
  });
});

it('tests by time on nothing older than what was learnt from', () => {
  const split = splitEvents({ customers, days }, 'time');
  const of = (use: string) => days.filter((_, row) => split[row] === use).sort();
  expect(of('training').at(-1)! <= of('test')[0]!).toBe(true);
});

it('is the same whatever else is in the source', () => {
  const half = splitEvents({ customers: customers.slice(0, 1_500), days: days.slice(0, 1_500) }, 'customer');
  expect(splitEvents({ customers, days }, 'customer').slice(0, 1_500)).toEqual(half);
});
