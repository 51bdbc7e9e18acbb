import { describe, expect, it } from 'vitest';
import { addDrift, type DriftRows, measureDrift } from '../../../models/next-affiliate/drift.ts';
import { createRandom } from '../../../models/random.ts';

const CUTS = [-210, -180, -150, -120, -90, -60];

/** Customers at every cut: a model that knows each one's log-odds, in a world that adds `perMonth` to them as months pass. */
function plantRows({ customers, perMonth }: { customers: number; perMonth: number }): DriftRows {
  const random = createRandom(1);
  const rows = CUTS.flatMap((days) =>
    Array.from({ length: customers }, (_, customer) => {
      const logit = -1 + Math.sin(customer);
      // What the model says is right half-way through.
      const truth = logit + (perMonth * (days + 135)) / 30;
      return {
        customer: `M${customer}`,
        days,
        any: 1 / (1 + Math.exp(-logit)),
        label: random.next() < 1 / (1 + Math.exp(-truth)) ? 1 : 0,
      };
    }),
  );
  return {
    customers: rows.map(({ customer }) => customer),
    days: rows.map(({ days }) => days),
    any: Float32Array.from(rows, ({ any }) => any),
    labels: Uint8Array.from(rows, ({ label }) => label),
  };
}

describe('measureDrift', () => {
  it('carries what changes by the month on to the day that is asked about', () => {
    // 4.5 months after the middle.
    expect(measureDrift(plantRows({ customers: 4_000, perMonth: -0.1 }))).toBeCloseTo(-0.45, 1);
    expect(measureDrift(plantRows({ customers: 4_000, perMonth: 0.1 }))).toBeCloseTo(0.45, 1);
  });

  it('adds nothing that chance explains', () => {
    expect(measureDrift(plantRows({ customers: 300, perMonth: 0 }))).toBe(0);
  });

  it('counts a customer once: the same rows under names of their own look surer than they are', () => {
    const { customers, days, any, labels } = plantRows({ customers: 60, perMonth: -0.15 });
    const times = 8;
    const repeat = <Value>(values: Iterable<Value>) =>
      Array.from({ length: times }, () => [...values]).flat();
    const copies = {
      days: repeat(days),
      any: Float32Array.from(repeat(any)),
      labels: Uint8Array.from(repeat(labels)),
    };
    const asOne = measureDrift({ ...copies, customers: repeat(customers) });
    const asMany = measureDrift({
      ...copies,
      customers: repeat(customers).map((customer, row) => `${customer}-${Math.floor(row / labels.length)}`),
    });
    expect(asOne).toBeCloseTo(measureDrift({ customers, days, any, labels }), 6);
    expect(Math.abs(asMany)).toBeGreaterThan(Math.abs(asOne));
  });

  it('leaves out who has nothing new left, whom the model gives 0', () => {
    const rows = plantRows({ customers: 500, perMonth: -0.2 });
    const full = Array.from({ length: 200 }, (_, row) => row);
    const more: DriftRows = {
      customers: [...rows.customers, ...full.map((row) => `full ${row}`)],
      days: [...rows.days, ...full.map(() => -60)],
      any: Float32Array.from([...rows.any, ...full.map(() => 0)]),
      labels: Uint8Array.from([...rows.labels, ...full.map(() => 0)]),
    };
    expect(measureDrift(more)).toBe(measureDrift(rows));
  });

  it.each([
    ['rows of one day', { days: [-60, -60], labels: Uint8Array.of(0, 1) }],
    ['outcomes that are all alike', { days: [-90, -60], labels: Uint8Array.of(1, 1) }],
  ])('is 0 with %s', (_, rows) => {
    expect(measureDrift({ customers: ['a', 'b'], any: Float32Array.of(0.3, 0.4), ...rows })).toBe(0);
  });
});

describe('addDrift', () => {
  it('adds to the log-odds, and leaves what is sure and which affiliate it is', () => {
    const which = Float32Array.of(0.25, 0.75);
    const shifted = addDrift({ any: Float32Array.of(0, 0.5, 0.75, 1), which }, -Math.log(3));
    expect([...shifted.any].map((any) => Number(any.toFixed(6)))).toEqual([0, 0.25, 0.5, 1]);
    expect(shifted.which).toBe(which);
  });
});
