import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CANARIES, type Canary, type CanaryFinding } from '../../../../../models/gates/canary-finding.ts';
import { DEFAULT_POLICY } from '../../../../../models/gates/policy.ts';
import { binaryRules, leakRules } from '../../../../../models/gates/rules/binary/index.ts';
import { featureRules, trialRules } from '../../../../../models/gates/rules/trial/index.ts';

const find = (canary: Canary, columns_changed: string[] = []): CanaryFinding => ({
  point: 'first_visit',
  canary,
  rows: 900,
  rows_changed: 7 * columns_changed.length,
  columns_changed,
  pass: columns_changed.length === 0,
});
const judge = (...canaries: CanaryFinding[]) =>
  featureRules.map((rule) => rule({ canaries }, DEFAULT_POLICY)).map((outcome) => Object.values(outcome));

it('lists every rule of the folder, each in the file of its name, and all of a binary model', () => {
  const files = readdirSync(new URL('../../../../../models/gates/rules/trial', import.meta.url));
  const names = judge().map(([rule]) => `${rule}.ts`);
  expect([...names, 'index.ts'].sort()).toEqual(files.sort());
  expect(trialRules).toEqual({ ...binaryRules, features: [...featureRules, ...leakRules] });
});

describe('the rules of features', () => {
  it('pass where both canaries changed nothing', () => {
    expect(judge(...CANARIES.map((canary) => find(canary)))).toEqual([
      ['point-in-time-delete', 0, null, null, 0, 900, true],
      ['point-in-time-append', 0, null, null, 0, 900, true],
    ]);
  });

  it('each reads its own canary', () => {
    expect(judge(find('delete-after', ['is_inside']), find('append-after'))).toEqual([
      ['point-in-time-delete', 0, null, null, 7, 900, false, ['is_inside']],
      ['point-in-time-append', 0, null, null, 0, 900, true],
    ]);
    expect(judge(find('append-after', ['visit_hour', 'is_inside'])).map((values) => values.slice(4))).toEqual(
      [
        [null, 0, false],
        [14, 900, false, ['visit_hour', 'is_inside']],
      ],
    );
  });
});
