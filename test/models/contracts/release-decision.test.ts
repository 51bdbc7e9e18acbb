import { expect, it } from 'vitest';
import { ReleaseDecision } from '../../../models/contracts/release-decision.ts';

const WHO = { model: `mdl_${'0a'.repeat(8)}`, actor: 'Kim', reason: 'seen' };

it.each([
  [{ action: 'approve', until: '2022-01-15', ...WHO }, true],
  [{ action: 'refuse', ...WHO }, true],
  [{ action: 'rollback', ...WHO }, true],
  [{ action: 'approve', ...WHO }, false],
  [{ action: 'refuse', until: '2022-01-15', ...WHO }, false],
  [{ action: 'approve', until: 'soon', ...WHO }, false],
  [{ action: 'refuse', ...WHO, actor: ' ' }, false],
  [{ action: 'refuse', ...WHO, model: 'mlp-ensemble' }, false],
  [{ action: 'forget', ...WHO }, false],
])('%o: %s', (decision, isValid) => {
  expect(ReleaseDecision.safeParse(decision).success).toBe(isValid);
});
