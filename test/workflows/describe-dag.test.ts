import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import { expect, it } from 'vitest';
import { describeDag, listStates, type StepState } from '../../workflows/describe-dag.ts';
import { type DagName, STEPS, type StepEntry } from '../../workflows/steps.ts';

const entry = (name: string, ...dependsOn: string[]): StepEntry => ({
  name,
  activity: 'ingestSource',
  dependsOn,
  queue: 'sql',
  skippable: false,
  parks: true,
  effect: 'pure',
});
const ENTRIES = [
  entry('resolve-input'),
  entry('ingest-source', 'resolve-input'),
  entry('build-tables', 'ingest-source'),
  entry('fit', 'build-tables', 'ingest-source'),
  entry('publish', 'fit'),
];

const STATES = new Map<string, StepState>([
  ['resolve-input', { state: 'done', rows: 6, reused: false, key: '0123456789abcdef', millis: 1_249 }],
  ['ingest-source', { state: 'done', rows: 1_200, reused: true, key: 'fedcba9876543210', millis: 0 }],
  ['build-tables', { state: 'failed', millis: 60_000 }],
  ['fit', { state: 'running' }],
]);

it('shows each step with its state, what it reads, rows, time and key', () => {
  expect(describeDag('affiliate-expansion · shop · 2021-12-15', ENTRIES, STATES)).toBe(
    [
      '**affiliate-expansion · shop · 2021-12-15**',
      '',
      '| | step | reads | rows | time | key |',
      '|---|---|---|---:|---:|---|',
      '| ✓ | resolve-input |  | 6 | 1.2\u00a0s | 01234567 |',
      '| ↺ | ingest-source | resolve-input | 1200 | 0.0\u00a0s | fedcba98 |',
      '| ✗ | build-tables | ingest-source |  | 60.0\u00a0s |  |',
      '| ▶ | fit | build-tables, ingest-source |  |  |  |',
      '| · | publish | fit |  |  |  |',
      '',
      '✓ done · ↺ reused · ▶ running · ‖ waits for a decision · » skipped · ✗ failed',
    ].join('\n'),
  );
});

it('lists each step with its state and time', () => {
  expect(listStates('affiliate-expansion · shop · 2021-12-15', ENTRIES, STATES)).toBe(
    [
      'affiliate-expansion · shop · 2021-12-15',
      '✓ resolve-input 1.2 s',
      '↺ ingest-source 0.0 s',
      '✗ build-tables 60.0 s',
      '▶ fit',
      '· publish',
      '✓ done · ↺ reused · ▶ running · ‖ waits for a decision · » skipped · ✗ failed',
    ].join('\n'),
  );
});

it.each(Object.keys(STEPS) as DagName[])(
  'lists all steps of %s within the 2 KB that a memo may have',
  (dag) => {
    const slow = new Map<string, StepState>(
      STEPS[dag].map(({ name }) => [name, { state: 'done', reused: true, millis: 3 * 3_600_000 }]),
    );
    const title = `${dag} · a-dataset-with-a-rather-long-name-of-its-own · 2022-01-01`;
    const memo = {
      dag: listStates(title, STEPS[dag], slow),
      outcome: 'INSUFFICIENT_DATA',
      inputDigest: 'f'.repeat(64),
    };
    const fields = Object.entries(memo).map(([name, value]) => [
      name,
      defaultPayloadConverter.toPayload(value),
    ]);
    const { Memo } = proto.temporal.api.common.v1;
    const bytes = Memo.encode({ fields: Object.fromEntries(fields) }).finish();
    expect(bytes.length).toBeLessThan(2_048);
  },
);
