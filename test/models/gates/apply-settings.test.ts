import { describe, expect, it } from 'vitest';
import { applySettings } from '../../../models/gates/apply-settings.ts';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';

describe('applySettings', () => {
  it('replaces what is named and nothing else', () => {
    const policy = applySettings(DEFAULT_POLICY, ['gate.accuracyMargin=0.01', ' gate.minRows = 50 ']);
    expect(policy).toEqual({ ...DEFAULT_POLICY, accuracyMargin: 0.01, minRows: 50 });
    expect(DEFAULT_POLICY.accuracyMargin).toBe(0);
  });

  it('lets the last of a name win', () => {
    expect(applySettings(DEFAULT_POLICY, ['gate.minRows=5', 'gate.minRows=7']).minRows).toBe(7);
  });

  it.each([
    ['gate.accuracyMargn=0.01', 'unknown setting: gate.accuracyMargn (expected one of gate.minRows, gate.'],
    ['accuracyMargin=0.01', 'unknown setting: accuracyMargin (expected one of gate.minRows'],
    ['gate.toString=1', 'unknown setting: gate.toString'],
    ['gate.minRows', 'invalid setting: gate.minRows (expected name=value, as in gate.accuracyMargin=0.01)'],
    ['gate.minRows=many', 'invalid gate.minRows: many (Invalid input: expected number, received NaN)'],
    ['gate.minRows=', 'invalid gate.minRows: nothing'],
    ['gate.minRows=2.5', 'invalid gate.minRows: 2.5 (Invalid input: expected int'],
    ['gate.accuracyMargin=2', 'invalid gate.accuracyMargin: 2 (Too big'],
    ['gate.logLossMargin=Infinity', 'invalid gate.logLossMargin: Infinity'],
  ])('refuses %s', (setting, message) => {
    expect(() => applySettings(DEFAULT_POLICY, [setting])).toThrow(message);
  });
});
