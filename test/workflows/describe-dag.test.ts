import { expect, it } from 'vitest';
import { describeDag, type StepState } from '../../workflows/describe-dag.ts';
import type { StepEntry } from '../../workflows/steps.ts';

const entry = (name: string, ...dependsOn: string[]): StepEntry => ({
  name,
  activity: 'ingestSource',
  dependsOn,
  queue: 'sql',
  skippable: false,
  effect: 'pure',
});
const ENTRIES = [
  entry('resolve-input'),
  entry('ingest-source', 'resolve-input'),
  entry('build-tables', 'ingest-source'),
  entry('fit', 'build-tables', 'ingest-source'),
  entry('publish', 'fit'),
];

it('shows each step with its state, what it reads, rows, time and key', () => {
  const states = new Map<string, StepState>([
    ['resolve-input', { state: 'done', rows: 6, reused: false, key: '0123456789abcdef', millis: 1_249 }],
    ['ingest-source', { state: 'done', rows: 1_200, reused: true, key: 'fedcba9876543210', millis: 0 }],
    ['build-tables', { state: 'failed', millis: 60_000 }],
    ['fit', { state: 'running' }],
  ]);
  expect(describeDag('affiliate-expansion · shop · 2021-12-15', ENTRIES, states)).toBe(
    [
      '**affiliate-expansion · shop · 2021-12-15**',
      '',
      '| | step | reads | rows | time | key |',
      '|---|---|---|---:|---:|---|',
      '| ✓ | resolve-input |  | 6 | 1.2 s | 01234567 |',
      '| ↺ | ingest-source | resolve-input | 1200 | 0.0 s | fedcba98 |',
      '| ✗ | build-tables | ingest-source |  | 60.0 s |  |',
      '| ▶ | fit | build-tables, ingest-source |  |  |  |',
      '| · | publish | fit |  |  |  |',
      '',
      '✓ done · ↺ reused · ▶ running · ✗ failed',
    ].join('\n'),
  );
});
