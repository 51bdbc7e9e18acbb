import { expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../models/gates/policy.ts';
import { resolvePolicy } from '../../platform/resolve-policy.ts';

it("puts the run's own settings on top of the configured policy", () => {
  const configured = { ...DEFAULT_POLICY, minRows: 500 };
  expect(resolvePolicy(configured, { 'gate.accuracyMargin': '0.01' })).toEqual({
    ...configured,
    accuracyMargin: 0.01,
  });
  expect(resolvePolicy(configured, {})).toEqual(configured);
});

it.each([{ 'gate.acuracyMargin': '0.01' }, { 'gate.minRows': 'many' }, { minRows: '3' }])(
  'refuses %j as wrong usage',
  (settings) => {
    expect(() => resolvePolicy(DEFAULT_POLICY, settings as Record<string, string>)).toThrow(
      expect.objectContaining({ name: 'UsageError' }),
    );
  },
);
