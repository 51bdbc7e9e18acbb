import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../../../models/gates/policy.ts';
import { lifetimeRules, segmentRules } from '../../../../../models/gates/rules/description/index.ts';

const lead = (value: number) => ({ value, low: value - 0.1, high: value + 0.1 });
const FORECAST = {
  rows: 1_000,
  purchaseCoverage: 0.85,
  purchaseLead: { ownRate: lead(-0.3), lastWindow: lead(-0.2) },
};
const judgeSegments = (bootstrapAri: number) =>
  segmentRules.quality.map((rule) => rule({ rows: 1_226, bootstrapAri }, DEFAULT_POLICY));
const judgeLifetime = (change: Partial<typeof FORECAST> = {}) =>
  lifetimeRules.quality.map((rule) => rule({ ...FORECAST, ...change }, DEFAULT_POLICY));

it('lists every rule of the folder, each in the file of its name', () => {
  const files = readdirSync(new URL('../../../../../models/gates/rules/description', import.meta.url));
  const names = [...judgeSegments(1), ...judgeLifetime()].map(({ rule }) => `${rule}.ts`);
  expect([...names, 'index.ts'].sort()).toEqual(files.sort());
});

it('asks that segments come back: four of the panel do, twelve do not', () => {
  expect(judgeSegments(0.85)).toMatchObject([{ value: 0.85, bound: 0.6, n: 1_226, pass: true }]);
  expect(judgeSegments(0.49)).toMatchObject([{ rule: 'segment-stability', pass: false }]);
});

it('asks that intervals hold what they promise, as far as so many customers can tell', () => {
  const [coverage] = judgeLifetime();
  expect(coverage).toMatchObject({ rule: 'lifetime-coverage', value: 0.85, bound: 0.8, pass: true });
  // One standard error of .8 among 1,000 is .0126: .785 may be chance, .77 is not.
  expect(judgeLifetime({ purchaseCoverage: 0.785 })[0]?.pass).toBe(true);
  expect(judgeLifetime({ purchaseCoverage: 0.77 })[0]?.pass).toBe(false);
});

it('asks that neither rule of thumb is surely better, and shows the one that comes nearest', () => {
  expect(judgeLifetime()[1]).toMatchObject({ rule: 'lifetime-lead', value: -0.2, pass: true });
  const worse = { ownRate: lead(-0.3), lastWindow: lead(0.2) };
  expect(judgeLifetime({ purchaseLead: worse })[1]).toMatchObject({ value: 0.2, low: 0.1, pass: false });
  const even = { ownRate: lead(0.05), lastWindow: lead(-0.2) };
  expect(judgeLifetime({ purchaseLead: even })[1]).toMatchObject({ value: 0.05, pass: true });
});
