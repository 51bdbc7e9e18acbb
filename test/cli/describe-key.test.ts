import { expect, it } from 'vitest';
import { describeKey } from '../../cli/describe-key.ts';
import type { KeyedStep } from '../../platform/postgres/step-results.ts';

const keyed = (run_id: string): KeyedStep => ({
  ...{
    run_id,
    workflow_id: `affiliate-expansion/shop/${run_id}`,
    started_at: new Date(0),
    key: `key-${run_id}`,
  },
  parts: { step: 'plan', code: '', params: {}, libraries: {}, inputs: {} },
});
const story = { step: 'plan', now: keyed('r2'), before: keyed('r1'), changes: [], makers: {} };
const digest = (digit: string) => `"${digit.repeat(64)}"`;

it('names each part that changed, and who made an input', () => {
  const changes = [
    { kind: 'code', name: '', before: digest('a'), after: digest('b') },
    { kind: 'params', name: 'asOf', before: '"2022-01-01"', after: '"2022-01-02"' },
    { kind: 'libraries', name: 'duckdb', before: '"1"', after: undefined },
    { kind: 'inputs', name: 'customers', before: digest('c'), after: digest('d') },
    { kind: 'force', name: '', before: undefined, after: '"again"' },
  ] as const;
  expect(describeKey({ ...story, changes, makers: { customers: 'build-tables' } })).toBe(
    [
      'plan of affiliate-expansion/shop/r2 (r2): key key-r2',
      'against affiliate-expansion/shop/r1 (r1): key key-r1',
      'what changed:',
      '  its code or SQL: aaaaaaaaaaaa → bbbbbbbbbbbb',
      '  the parameter asOf: "2022-01-01" → "2022-01-02"',
      '  the library duckdb: "1" → (not there)',
      '  the bytes of its input customers: cccccccccccc → dddddddddddd, made by build-tables (why: crosslift why step r2 build-tables)',
      '  the force token: (not there) → "again"',
      '',
    ].join('\n'),
  );
});

it('says when nothing changed, and when there is nothing to compare with', () => {
  expect(describeKey(story)).toContain('nothing changed: the artifact is the same one');
  expect(describeKey({ ...story, before: undefined })).toContain(
    'no earlier run of this dataset has the step',
  );
});
